import type { ReactNode } from 'react';
import { Icon } from '../../shared/ui/icon.js';
import { Screen } from '../../shared/ui/screen.js';
import type { OutcomeDescription } from '../purchase/describe-outcome.js';
import { useShopText } from '../texts.js';
import { BackLink } from './back-link.js';

interface OutcomeScreenProps {
  readonly outcome: OutcomeDescription;
  /** Turns while something is being asked. */
  readonly isAsking: boolean;
  readonly children: ReactNode;
}

/** A sign, a title and what it means: the same shape whatever became of the purchase. */
export function OutcomeScreen({ outcome, isAsking, children }: OutcomeScreenProps) {
  const text = useShopText();
  const isWaiting = isAsking && outcome.icon === 'clock';
  return (
    <Screen
      title={text(outcome.title)}
      before={
        <>
          <BackLink to={{ at: 'isps' }}>{text('purchase.back')}</BackLink>
          <span className={`badge badge-${outcome.tone} ${isWaiting ? 'badge-busy' : ''}`}>
            <Icon name={outcome.icon} />
          </span>
        </>
      }
    >
      {/* A title that changes by itself is read out. */}
      <p className="visually-hidden" role="status">
        {text(outcome.title)}
      </p>
      {children}
    </Screen>
  );
}
