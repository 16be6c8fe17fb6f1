import { useFormat } from '../../shared/i18n/i18n.js';
import { type DaysLeft, readDaysLeft } from '../days-left.js';
import type { Subscriber } from '../offer-name.js';
import { useShopText } from '../texts.js';
import { Clamped } from './facts.js';

/** Whose connection it is, and how long it lasts: to be recognised before anything is bought for it. */
export function SubscriberCard({ subscriber }: { readonly subscriber: Subscriber }) {
  const text = useShopText();
  const { customerName, username, isp, currentPlan, daysRemaining } = subscriber;
  const daysLeft = readDaysLeft(daysRemaining, Date.now());
  return (
    <section className="card subscriber">
      <p className="subscriber-name">
        <Clamped>{customerName || username}</Clamped>
      </p>
      <p className="muted">
        {username} · {isp.name}
      </p>
      <div className="subscriber-facts">
        {currentPlan !== null && (
          <div>
            <p className="fact-name">{text('card.plan')}</p>
            <p className="fact-value">
              <Clamped>{currentPlan}</Clamped>
            </p>
          </div>
        )}
        {daysLeft.kind !== 'unknown' && (
          <div>
            <p className="fact-name">{text('card.daysLeft')}</p>
            <DaysLeftValue daysLeft={daysLeft} />
          </div>
        )}
      </div>
    </section>
  );
}

function DaysLeftValue({ daysLeft }: { readonly daysLeft: DaysLeft }) {
  const text = useShopText();
  const format = useFormat();
  switch (daysLeft.kind) {
    case 'unknown':
      return null;
    case 'today':
      return <p className="fact-value fact-warn">{text('card.today')}</p>;
    case 'ended':
      return (
        <p className="fact-value fact-bad">
          {text(daysLeft.days === 1 ? 'card.ended.one' : 'card.ended.many', {
            days: format.count(daysLeft.days),
          })}
        </p>
      );
    case 'left':
      return (
        <p className="fact-value">
          {text(daysLeft.days === 1 ? 'card.left.one' : 'card.left.many', {
            days: format.count(daysLeft.days),
          })}{' '}
          <span className="muted">{text('card.until', { date: format.date(daysLeft.endsOn) })}</span>
        </p>
      );
  }
}
