import { useFormat } from '../../shared/i18n/i18n.js';
import { Icon } from '../../shared/ui/icon.js';
import { identifyOffer, nameOffer, type Plan, type Subscriber } from '../offer-name.js';
import { writeRoute } from '../route.js';
import { useShopText } from '../texts.js';
import { Clamped } from './facts.js';

interface PlanOffersProps {
  readonly subscriber: Subscriber;
  readonly plan: Plan;
  readonly startsOpen: boolean;
}

/** A plan that folds, and a link for each duration: a whole row to touch. */
export function PlanOffers({ subscriber, plan, startsOpen }: PlanOffersProps) {
  const text = useShopText();
  const format = useFormat();
  const { slug, username } = subscriber;
  return (
    <details className="plan" open={startsOpen}>
      <summary>
        <span className="plan-title">
          <Clamped>{plan.title}</Clamped>
        </span>
        {plan.isCurrent && <span className="status status-info">{text('plans.current')}</span>}
        <Icon name="forward" />
      </summary>
      <ul className="rows">
        {plan.offers.map((offer) => (
          <li key={offer.id}>
            <a
              className="row"
              href={writeRoute({
                at: 'confirm',
                slug,
                username,
                offer: nameOffer(identifyOffer({ plan, offer })),
              })}
            >
              <Clamped>{offer.durationTitle}</Clamped>
              <span className="row-end number price">{format.money(offer.price)}</span>
              <Icon name="forward" />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
