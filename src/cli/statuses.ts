import { RENEWAL_STATUSES, type RenewalStatus } from '../ledger/renewal-record.js';
import { UsageError } from './tool.js';

/** The value of `--status`: one or more, comma separated, in any case. @throws UsageError */
export function parseStatuses(text: string): RenewalStatus[] {
  return text.split(',').map((part) => {
    const status = RENEWAL_STATUSES.find((known) => known === part.trim().toUpperCase());
    if (status === undefined) throw new UsageError(`--status must be of ${RENEWAL_STATUSES.join(', ')}`);
    return status;
  });
}
