import { readText } from './fields.js';
import { fieldOf, type JsonObject } from './json.js';

/** What a transaction's `state` means (upstream.md section 2); `status` never decides. */
export type StateClass = 'success' | 'pending' | 'failed' | 'unknown' | 'none';

/** Classifies `state` in any letter case; a text this service does not know is `unknown`, no text is `none`. */
export function classifyState(body: JsonObject): StateClass {
  switch (readText(fieldOf(body, 'state'))?.toLowerCase()) {
    case undefined:
      return 'none';
    case 'success':
      return 'success';
    case 'queued':
    case 'processing':
      return 'pending';
    case 'expired':
    case 'error':
    case 'failed':
    case 'status error':
      return 'failed';
    default:
      return 'unknown';
  }
}
