import type { Purchase } from './purchase.js';

/** Reads what `JSON.stringify` wrote; null for what another version, or somebody else, has left there. */
export function readPurchase(text: string): Purchase | null {
  try {
    const purchase: unknown = JSON.parse(text);
    return isPurchase(purchase) ? purchase : null;
  } catch {
    return null;
  }
}

/** Looks at what the page could not do without; what the service wrote itself is taken as it is. */
function isPurchase(value: unknown): value is Purchase {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { key, confirmedAtMs, sends, senders, terms, stage } = value;
  return (
    typeof key === 'string' &&
    typeof confirmedAtMs === 'number' &&
    typeof sends === 'number' &&
    Array.isArray(senders) &&
    isRecord(terms) &&
    ['slug', 'ispName', 'username', 'planTitle', 'durationCode', 'durationTitle', 'amount', 'offerId'].every(
      (name) => typeof terms[name] === 'string',
    ) &&
    isRecord(stage) &&
    (stage['kind'] === 'sending' ||
      (stage['kind'] === 'made' && isRecord(stage['renewal'])) ||
      (stage['kind'] === 'not-made' && typeof stage['refusal'] === 'string'))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
