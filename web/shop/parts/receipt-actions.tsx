import { useState } from 'react';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { Icon } from '../../shared/ui/icon.js';
import { describeOutcome } from '../purchase/describe-outcome.js';
import type { Purchase } from '../purchase/purchase.js';
import { useShopText } from '../texts.js';

/** By the phone's own sharing where it has one; else to the clipboard; else the text to copy by hand. */
export function ReceiptActions({ purchase }: { readonly purchase: Purchase }) {
  const text = useShopText();
  const receipt = useReceiptText(purchase);
  const [shared, setShared] = useState<'copied' | 'by-hand' | null>(null);
  async function share(): Promise<void> {
    if (await tryToShare({ title: text('receipt.title'), text: receipt })) return;
    setShared((await tryToCopy(receipt)) ? 'copied' : 'by-hand');
  }
  return (
    <div className="stack-small no-print">
      <div className="actions">
        <Button onClick={() => void share()}>
          <Icon name="share" />
          {text('receipt.share')}
        </Button>
        <Button onClick={() => window.print()}>
          <Icon name="print" />
          {text('receipt.print')}
        </Button>
      </div>
      <p role="status" className="muted small">
        {shared === 'copied' && text('receipt.copied')}
        {shared === 'by-hand' && text('receipt.copy')}
      </p>
      {shared === 'by-hand' && (
        <textarea
          readOnly
          rows={7}
          aria-label={text('receipt.copy')}
          value={receipt}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  );
}

function useReceiptText(purchase: Purchase): string {
  const text = useShopText();
  const format = useFormat();
  const { terms, stage } = purchase;
  if (stage.kind !== 'made') return '';
  const { reference, settledAt, createdAt, refunds } = stage.renewal;
  const refunded = refunds.map(({ amount }) => `${text('facts.returned')}: ${format.money(amount)}`);
  return [
    `${text(describeOutcome(purchase).title)}: ${terms.ispName}, ${terms.username}`,
    `${terms.planTitle}, ${terms.durationTitle}`,
    `${text('facts.amount')}: ${format.money(terms)}`,
    ...refunded,
    format.dateTime(new Date(settledAt ?? createdAt)),
    `${text('facts.reference')}: ${reference}`,
  ].join('\n');
}

/** True also when the person has thought better of it. */
async function tryToShare(receipt: ShareData): Promise<boolean> {
  if (!navigator.canShare?.(receipt)) return false;
  try {
    await navigator.share(receipt);
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError';
  }
}

async function tryToCopy(receipt: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(receipt);
    return true;
  } catch {
    // Insecure pages have no clipboard at all.
    return false;
  }
}
