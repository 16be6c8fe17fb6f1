import type { ReactNode } from 'react';
import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { useTimeFormat } from '../format.js';
import { fromPaisa, sumRefunds } from '../model/paisa.js';
import { netAmountOf } from '../model/renewal-columns.js';
import { NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { Copyable } from './copyable.js';

interface FactsProps {
  readonly renewal: RenewalFactsFragment;
}

export function RenewalFacts({ renewal }: FactsProps) {
  return (
    <div className="facts">
      <MoneyFacts renewal={renewal} />
      <NameFacts renewal={renewal} />
      <OrderFacts renewal={renewal} />
    </div>
  );
}

function MoneyFacts({ renewal }: FactsProps) {
  const text = useConsoleText();
  const format = useFormat();
  const net = netAmountOf(renewal);
  return (
    <Facts title={text('facts.money')}>
      <Fact name={text('facts.amount')}>{format.money(renewal.amount)}</Fact>
      {renewal.refunds.length > 0 && (
        <Fact name={text('facts.refunded')}>
          {format.money({ amount: fromPaisa(sumRefunds(renewal.refunds)) })}
          <ul className="refunds">
            {renewal.refunds.map(({ amount, remarks, refundedOn }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: refunds have nothing else to know them by.
              <li key={index} className="muted">
                {format.money(amount)}
                {refundedOn && <> · {format.date(new Date(refundedOn))}</>}
                {remarks && (
                  <>
                    {' '}
                    · <q lang="en">{remarks}</q>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name={text('facts.net')}>
        {net === null ? text('facts.undecided') : format.money({ amount: net })}
      </Fact>
      <Fact name={text('facts.credits')}>
        {renewal.creditsConsumed ? format.decimal(renewal.creditsConsumed) : text('facts.unknown')}
      </Fact>
    </Facts>
  );
}

function NameFacts({ renewal }: FactsProps) {
  const text = useConsoleText();
  const names = [
    ['facts.reference', renewal.reference],
    ['facts.id', renewal.id],
    ['facts.key', renewal.idempotencyKey],
    ['facts.providerId', renewal.providerId],
  ] as const;
  return (
    <Facts title={text('facts.names')} isStacked>
      {names.map(([key, value]) => (
        <Fact key={key} name={text(key)}>
          {value ? <Copyable name={text(key)} value={value} /> : text('facts.unknown')}
        </Fact>
      ))}
    </Facts>
  );
}

function OrderFacts({ renewal }: FactsProps) {
  const text = useConsoleText();
  const time = useTimeFormat();
  const instant = (at: string | null | undefined) => (at ? time.full(Date.parse(at)) : '–');
  const { username, isp } = renewal;
  return (
    <Facts title={text('facts.order')}>
      <Fact name={text('column.who')}>
        <a href={writeRoute({ screen: 'list', filter: { ...NO_FILTER, username } })}>{username}</a>
      </Fact>
      <Fact name={text('filter.isp')}>
        {isp.name} <span className="muted">({isp.slug})</span>
      </Fact>
      <Fact name={text('column.plan')}>
        {renewal.planTitle} <span className="muted">({renewal.packageCode ?? text('facts.noCode')})</span>
      </Fact>
      <Fact name={text('facts.duration')}>
        {renewal.durationTitle} <span className="muted">({renewal.durationCode})</span>
      </Fact>
      <Fact name={text('column.ordered')}>{instant(renewal.createdAt)}</Fact>
      <Fact name={text('column.settled')}>{instant(renewal.settledAt)}</Fact>
      <Fact name={text('facts.updated')}>{instant(renewal.updatedAt)}</Fact>
    </Facts>
  );
}

interface FactsCardProps {
  readonly title: string;
  /** For values too long to stand beside their names. */
  readonly isStacked?: boolean;
  readonly children: ReactNode;
}

function Facts({ title, isStacked = false, children }: FactsCardProps) {
  return (
    <section className={isStacked ? 'card stacked' : 'card'}>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
