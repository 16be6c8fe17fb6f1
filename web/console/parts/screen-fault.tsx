import { type Fault, isRefusedWith } from '../../shared/api/fault.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { useRefresh } from '../live/refresh.js';
import { useConsoleText } from '../texts.js';

interface ScreenFaultProps {
  readonly fault: Fault | null;
  /** Reads everything on the screen again, unless told. */
  readonly onRetry?: () => void;
  /** Something older is still on the screen. */
  readonly isStale: boolean;
}

/** What keeps a screen from being read, in the words of the service too: an operator can use them. */
export function ScreenFault({ fault, onRetry, isStale }: ScreenFaultProps) {
  const text = useConsoleText();
  const { refreshNow } = useRefresh();
  if (fault === null) return null;
  if (isRefusedWith(fault, 'FORBIDDEN')) {
    return (
      <FaultNotice fault={fault}>
        <p>{text('access.none')}</p>
      </FaultNotice>
    );
  }
  return (
    <FaultNotice fault={fault} onRetry={onRetry ?? refreshNow}>
      {isStale && <p>{text('stale')}</p>}
      {fault.kind === 'refused' && fault.message !== '' && (
        <p className="muted">
          {text('serviceSays')} <q lang="en">{fault.message}</q>
        </p>
      )}
    </FaultNotice>
  );
}
