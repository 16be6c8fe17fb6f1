import { useSharedText } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { Notice } from '../../shared/ui/notice.js';
import { type Purchase } from '../purchase/purchase.js';
import type { PursuitState } from '../purchase/use-pursuit.js';
import { useShopText } from '../texts.js';

interface PursuitNoticesProps {
  readonly purchase: Purchase;
  readonly pursuit: PursuitState;
}

/** What somebody should know beside the outcome: nobody answers, a person is needed, the service knows nothing of it. */
export function PursuitNotices({ purchase, pursuit }: PursuitNoticesProps) {
  const text = useShopText();
  const shared = useSharedText();
  const { stage } = purchase;
  const isSending = stage.kind === 'sending';
  const needsAttention = stage.kind === 'made' && stage.renewal.needsAttention;
  return (
    <>
      {pursuit.fault !== null && <FaultNotice fault={pursuit.fault} onRetry={pursuit.askNow} />}
      {pursuit.trouble === 'unknown' && (
        <Notice tone="warn" title={text(isSending ? 'sending.unclear.title' : 'unknown.title')}>
          <p>{text(isSending ? 'sending.unclear.body' : 'unknown.body')}</p>
        </Notice>
      )}
      {pursuit.trouble === 'not-kept' && (
        <Notice
          tone="bad"
          title={text('confirm.notKept.title')}
          actions={<Button onClick={pursuit.askNow}>{shared('retry')}</Button>}
        >
          <p>{text('confirm.notKept.body')}</p>
        </Notice>
      )}
      {needsAttention && (
        <Notice tone="warn" title={text('attention.title')}>
          <p>{text('attention.body')}</p>
        </Notice>
      )}
    </>
  );
}
