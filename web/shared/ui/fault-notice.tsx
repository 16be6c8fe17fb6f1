import { type ReactNode, useEffect, useState } from 'react';
import { describeFault } from '../api/describe-fault.js';
import type { Fault } from '../api/fault.js';
import { useFormat, useSharedText } from '../i18n/i18n.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

interface FaultNoticeProps {
  readonly fault: Fault;
  readonly onRetry?: (() => void) | undefined;
  /** Further ways on, beside trying again. */
  readonly children?: ReactNode;
}

/** What went wrong and what to do about it; counts down where the service asked for patience. */
export function FaultNotice({ fault, onRetry, children }: FaultNoticeProps) {
  const text = useSharedText();
  const format = useFormat();
  const { title, body, remedy } = describeFault(fault);
  const waitSeconds = fault.kind === 'refused' ? (fault.retryAfterSeconds ?? 0) : 0;
  const secondsLeft = useCountdown(waitSeconds, fault);
  const mayRetry = onRetry !== undefined && (remedy === 'retry' || remedy === 'wait');
  return (
    <Notice
      tone={remedy === 'none' ? 'bad' : 'warn'}
      title={text(title)}
      actions={
        <>
          {mayRetry && (
            <Button tone="primary" onClick={onRetry} disabled={secondsLeft > 0}>
              {text('retry')}
            </Button>
          )}
          {children}
        </>
      }
    >
      <p>{text(body)}</p>
      {secondsLeft > 0 && (
        <p aria-live="off">{text('fault.rateLimited.wait', { seconds: format.count(secondsLeft) })}</p>
      )}
    </Notice>
  );
}

/** Begins again with each new `cause`. */
function useCountdown(seconds: number, cause: object): number {
  const [state, setState] = useState({ cause, secondsLeft: seconds });
  if (state.cause !== cause) setState({ cause, secondsLeft: seconds });
  const { secondsLeft } = state;
  useEffect(() => {
    if (secondsLeft <= 0) return undefined;
    const timer = setTimeout(() => setState({ cause, secondsLeft: secondsLeft - 1 }), 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft, cause]);
  return secondsLeft;
}
