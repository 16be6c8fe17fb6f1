import type { Terms } from '../purchase/purchase.js';
import { useShopText } from '../texts.js';
import { Clamped, type Fact, Facts } from './facts.js';

interface TermsFactsProps {
  readonly terms: Pick<Terms, 'ispName' | 'username' | 'planTitle' | 'durationTitle'>;
  readonly customerName?: string;
  /** What follows below. */
  readonly more?: readonly Fact[];
}

/** What is bought, and for whom. */
export function TermsFacts({ terms, customerName, more = [] }: TermsFactsProps) {
  const text = useShopText();
  const facts: Fact[] = [
    { name: text('facts.isp'), value: <Clamped>{terms.ispName}</Clamped> },
    { name: text('facts.username'), value: <Clamped>{terms.username}</Clamped> },
    ...(customerName ? [{ name: text('facts.customer'), value: <Clamped>{customerName}</Clamped> }] : []),
    { name: text('facts.plan'), value: <Clamped>{terms.planTitle}</Clamped> },
    { name: text('facts.duration'), value: <Clamped>{terms.durationTitle}</Clamped> },
    ...more,
  ];
  return <Facts facts={facts} />;
}
