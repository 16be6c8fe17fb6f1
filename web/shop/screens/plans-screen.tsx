import { useState } from 'react';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Notice } from '../../shared/ui/notice.js';
import { Screen } from '../../shared/ui/screen.js';
import { TextField } from '../../shared/ui/text-field.js';
import type { Plan, Subscriber } from '../offer-name.js';
import { AccountNotices } from '../parts/account-notices.js';
import { BackLink } from '../parts/back-link.js';
import { PlanOffers } from '../parts/plan-offers.js';
import { SubscriberCard } from '../parts/subscriber-card.js';
import { useShopText } from '../texts.js';

/** So few plans are all open from the start. */
const FEW_PLANS = 3;
/** With more plans than this a person looks for one instead of reading all. */
const MANY_PLANS = 8;
/** What is shown at once; the rest is found by name. */
const MAX_SHOWN = 50;

interface PlansScreenProps {
  readonly subscriber: Subscriber;
  /** An offer was asked for by its address, and is not sold any more. */
  readonly isGone: boolean;
}

/** Who it is, and what can be bought. */
export function PlansScreen({ subscriber, isGone }: PlansScreenProps) {
  const text = useShopText();
  const { slug } = subscriber;
  return (
    <Screen
      title={text('plans.title')}
      before={<BackLink to={{ at: 'isp', slug }}>{text('plans.back')}</BackLink>}
      hasHiddenTitle
    >
      {isGone && <Notice tone="warn" title={text('plans.gone')} />}
      <SubscriberCard subscriber={subscriber} />
      <AccountNotices subscriber={subscriber} />
      <PlanList subscriber={subscriber} />
    </Screen>
  );
}

function PlanList({ subscriber }: { readonly subscriber: Subscriber }) {
  const text = useShopText();
  const format = useFormat();
  const [wanted, setWanted] = useState('');
  const plans = listPlans(subscriber);
  if (plans.length === 0) {
    return (
      <Notice tone="warn" title={text('plans.nothing.title')}>
        <p>{text('plans.nothing.body')}</p>
      </Notice>
    );
  }
  const letters = wanted.trim().toLocaleLowerCase();
  const found = plans.filter(({ plan }) => plan.title.toLocaleLowerCase().includes(letters));
  const shown = found.slice(0, MAX_SHOWN);
  return (
    <section className="stack">
      <h2>{text('plans.choose')}</h2>
      {plans.length > MANY_PLANS && (
        <TextField
          label={text('plans.search')}
          hint={text('plans.shown', {
            shown: format.count(shown.length),
            all: format.count(plans.length),
          })}
          type="search"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.map(({ place, plan }) => (
        <PlanOffers
          key={place}
          subscriber={subscriber}
          plan={plan}
          startsOpen={plans.length <= FEW_PLANS || plan.isCurrent}
        />
      ))}
    </section>
  );
}

/**
 * What can be bought, the present plan first: most people keep it. Two plans may share title and code, so that only their
 * place in the provider's order tells them apart.
 */
function listPlans({ plans }: Subscriber): { readonly place: number; readonly plan: Plan }[] {
  return plans
    .map((plan, place) => ({ place, plan }))
    .filter(({ plan }) => plan.offers.length > 0)
    .sort((one, other) => Number(other.plan.isCurrent) - Number(one.plan.isCurrent));
}
