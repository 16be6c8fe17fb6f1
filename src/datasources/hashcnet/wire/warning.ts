/** Something odd in an answer that was used all the same; for the log. Never personal data, never a secret. */
export interface WireWarning {
  readonly kind: WarningKind;
  readonly detail: string;
}

type WarningKind =
  /** `plan_detail` and the package differ in price: the package's is used (upstream.md section 1). */
  | 'price_conflict'
  /** A duration without a code or a price of whole paisa, left out. */
  | 'unpriced_duration'
  /** A package without a title or a code, left out. */
  | 'unusable_package'
  /** Durations of a current plan that the answer does not name, left out. */
  | 'unattributed_durations'
  /** A boolean that is neither true nor false; its default is used. */
  | 'unreadable_flag';

export type WarnOf = (kind: WarningKind, detail: string) => void;
