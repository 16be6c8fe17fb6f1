import { useState } from 'react';
import { SubscriberDocument } from '../../../client/generated/graphql.js';
import { describeFault } from '../../shared/api/describe-fault.js';
import { isRefusedWith } from '../../shared/api/fault.js';
import { useQuery } from '../../shared/api/use-query.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { Loading } from '../../shared/ui/loading.js';
import { Screen } from '../../shared/ui/screen.js';
import { findChoice } from '../offer-name.js';
import { BackLink } from '../parts/back-link.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';
import { ConfirmScreen } from './confirm-screen.js';
import { PlansScreen } from './plans-screen.js';

interface SubscriberFlowProps {
  readonly slug: string;
  readonly username: string;
  /** The offer to confirm; null for choosing one. */
  readonly offerName: string | null;
}

/** One lookup carries both steps: the offers that are shown are the ones that are bought. */
export function SubscriberFlow({ slug, username, offerName }: SubscriberFlowProps) {
  const text = useShopText();
  const { gateway } = useShop();
  const [lookedUpAtMs, setLookedUpAtMs] = useState(() => Date.now());
  const { data, fault, reload } = useQuery(gateway, SubscriberDocument, { slug, username });
  const lookUpAgain = () => {
    setLookedUpAtMs(Date.now());
    reload();
  };
  const subscriber = data?.subscriber;
  if (!subscriber) {
    const wayBack = isRefusedWith(fault, 'UNKNOWN_ISP')
      ? ({ at: 'isps' } as const)
      : ({ at: 'isp', slug } as const);
    return (
      <Screen
        title={fault === null ? text('plans.looking') : text('plans.notFound', { username })}
        before={
          <BackLink to={wayBack}>{text(wayBack.at === 'isps' ? 'username.back' : 'plans.back')}</BackLink>
        }
        hasHiddenTitle
      >
        {fault === null ? (
          <Loading>{text('plans.looking')}</Loading>
        ) : (
          <FaultNotice fault={fault} onRetry={lookUpAgain}>
            {describeFault(fault).remedy === 'change' && (
              <a className="button button-primary" href={writeRoute(wayBack)}>
                {text(wayBack.at === 'isps' ? 'username.anotherIsp' : 'username.another')}
              </a>
            )}
          </FaultNotice>
        )}
      </Screen>
    );
  }
  const choice = offerName === null ? null : findChoice(subscriber, offerName);
  return choice === null ? (
    <PlansScreen subscriber={subscriber} isGone={offerName !== null} />
  ) : (
    <ConfirmScreen {...{ subscriber, choice, lookedUpAtMs }} onLookUpAgain={lookUpAgain} />
  );
}
