import { CreditsDocument } from '../../client/generated/graphql.js';
import { isRefusedWith } from '../shared/api/fault.js';
import { useHash } from '../shared/routing/hash.js';
import type { Surroundings } from '../shared/surroundings.js';
import { Page } from '../shared/ui/page.js';
import { useCredential } from '../shared/ui/use-credential.js';
import { ConsoleContext } from './console-context.js';
import { RefreshProvider } from './live/refresh.js';
import { useLoaded } from './live/use-loaded.js';
import { Navigation } from './parts/navigation.js';
import { SearchForm } from './parts/search-form.js';
import { type Route, readRoute } from './route.js';
import { DayScreen } from './screens/day.js';
import { FindScreen } from './screens/find.js';
import { ListScreen } from './screens/list.js';
import { NowhereScreen } from './screens/nowhere.js';
import { OpenScreen } from './screens/open.js';
import { RenewalScreen } from './screens/renewal.js';
import { ServiceScreen } from './screens/service.js';
import { useConsoleText } from './texts.js';

/** The operator's page. Whoever signs in anew begins with nothing that was read before. */
export function Console(surroundings: Surroundings) {
  const { mode, credentials, gateway, storage } = surroundings;
  const text = useConsoleText();
  const credential = useCredential(credentials);
  const route = readRoute(useHash());
  const mayLookAround = mode === 'sandbox' || credential !== null;
  return (
    <RefreshProvider key={credential ?? 'nobody'} gateway={gateway} storage={storage}>
      <Page
        name={text('name')}
        home="#/"
        mode={mode}
        credentials={credentials}
        isWide
        navigation={
          mayLookAround && (
            <div className="console-ways">
              <Navigation screen={route.screen} />
              <SearchForm searched={route.screen === 'find' ? route.text : ''} />
            </div>
          )
        }
      >
        <Content {...surroundings} route={route} />
      </Page>
    </RefreshProvider>
  );
}

/** The credit is asked of the provider: once a minute is enough, unless somebody wants it now. */
const CREDIT_ROUNDS = 4;

function Content({ route, ...surroundings }: Surroundings & { readonly route: Route }) {
  const text = useConsoleText();
  const { gateway } = surroundings;
  const credits = useLoaded({
    key: 'credits',
    load: () => gateway.ask(CreditsDocument, {}),
    roundsBetween: () => CREDIT_ROUNDS,
  });
  const isClient = isRefusedWith(credits.fault, 'FORBIDDEN');
  return (
    <ConsoleContext value={{ ...surroundings, credits, isOperator: !isClient }}>
      {isClient && (
        <p className="strip" role="status">
          <strong>{text('access.own.title')}</strong> {text('access.own.body')}
        </p>
      )}
      <Screen route={route} />
    </ConsoleContext>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'open':
      return <OpenScreen />;
    case 'list':
      return <ListScreen filter={route.filter} />;
    case 'renewal':
      return <RenewalScreen key={route.id} id={route.id} />;
    case 'find':
      return <FindScreen key={route.text} searched={route.text} />;
    case 'day':
      return <DayScreen day={route.day} />;
    case 'service':
      return <ServiceScreen />;
    case 'nowhere':
      return <NowhereScreen />;
  }
}
