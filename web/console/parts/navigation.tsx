import { useLoaded } from '../live/use-loaded.js';
import { readReadiness } from '../live/watch-service.js';
import type { Route } from '../route.js';
import { NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';

const TABS = [
  { key: 'open', route: { screen: 'open' } },
  { key: 'list', route: { screen: 'list', filter: NO_FILTER } },
  { key: 'day', route: { screen: 'day', day: null } },
  { key: 'service', route: { screen: 'service' } },
] as const satisfies readonly { key: string; route: Route }[];

/** The ways about. That the service is hampered is said here, where everybody sees it. */
export function Navigation({ screen }: { readonly screen: Route['screen'] }) {
  const text = useConsoleText();
  const { data: readiness } = useLoaded({ key: 'readyz', load: readReadiness });
  const isHampered = readiness !== null && (!readiness.isReady || readiness.remarks.length > 0);
  return (
    <nav className="tabs" aria-label={text('navigation')}>
      {TABS.map(({ key, route }) => (
        <a key={key} href={writeRoute(route)} aria-current={screen === key ? 'page' : undefined}>
          {text(`tab.${key}`)}
          {key === 'service' && isHampered && (
            <span className="tab-mark">
              <span className="visually-hidden">{text('service.hampered')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
