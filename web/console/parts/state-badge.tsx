import type { PendingReason, RenewalStatus } from '../../../client/generated/graphql.js';
import { useConsoleText } from '../texts.js';
import { Glyph, type GlyphName } from './glyph.js';

interface StateBadgeProps {
  readonly status: RenewalStatus;
  readonly pendingReason?: PendingReason | null | undefined;
}

const LOOKS: Readonly<Record<RenewalStatus, { readonly tone: string; readonly glyph: GlyphName }>> = {
  SUCCEEDED: { tone: 'good', glyph: 'done' },
  PENDING: { tone: 'warn', glyph: 'open' },
  FAILED: { tone: 'bad', glyph: 'failed' },
  REFUNDED: { tone: 'info', glyph: 'back' },
};

/** Where a renewal stands, in colour, sign and words. */
export function StateBadge({ status, pendingReason }: StateBadgeProps) {
  const text = useConsoleText();
  const { tone, glyph } = LOOKS[status];
  return (
    <span className={`badge badge-${tone}`}>
      <Glyph name={glyph} />
      {pendingReason ? text(`reason.${pendingReason}`) : text(`status.${status}`)}
    </span>
  );
}

export function FlagBadge() {
  const text = useConsoleText();
  return (
    <span className="badge badge-flag">
      <Glyph name="flag" />
      {text('flagged')}
    </span>
  );
}
