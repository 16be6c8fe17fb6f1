import { RenewalDocument } from '../../../client/generated/graphql.js';
import { useConsole } from '../console-context.js';
import { readList } from '../live/read-renewals.js';
import { useLoaded } from '../live/use-loaded.js';
import { NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { Findings, Found } from './findings.js';
import { ScreenFault } from './screen-fault.js';

/** The one of that id. */
export function FindById({ id }: { readonly id: string }) {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const read = useLoaded({ key: `renewal ${id}`, load: () => gateway.ask(RenewalDocument, { id }) });
  const found = read.data?.renewal;
  return (
    <Findings title={text('find.byId')} isLoading={read.data === null && read.fault === null}>
      <ScreenFault fault={read.fault} isStale={read.data !== null} />
      {read.data !== null && <Found rows={found ? [found] : []} caption={text('find.byId')} />}
    </Findings>
  );
}

/** All of that username: the ledger has an index of them. */
export function FindByUsername({ username }: { readonly username: string }) {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const read = useLoaded({
    key: `username ${username}`,
    load: () => readList(gateway, { filter: { username } }),
    roundsBetween: () => 0,
  });
  return (
    <Findings title={text('find.byUsername')} isLoading={read.data === null && read.fault === null}>
      <ScreenFault fault={read.fault} isStale={read.data !== null} />
      {read.data !== null && <Found rows={read.data.nodes} caption={text('find.byUsername')} />}
      {read.data?.next && (
        <p>
          <a href={writeRoute({ screen: 'list', filter: { ...NO_FILTER, username } })}>
            {text('find.allOfUsername')}
          </a>
        </p>
      )}
    </Findings>
  );
}
