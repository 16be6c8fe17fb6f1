/** What kept a request from giving its answer, whatever went wrong: a value to show, never an exception. */
export type Fault =
  /** The device has no network. */
  | { readonly kind: 'offline' }
  /** Nothing usable came back: no connection, no answer in time, or an answer of something else. */
  | { readonly kind: 'unreachable' }
  /** The service said what is wrong. */
  | {
      readonly kind: 'refused';
      /** `extensions.code`, of docs/design.md. */
      readonly code: string;
      /** The service's own words, in English. */
      readonly message: string;
      readonly isRetryable: boolean;
      readonly retryAfterSeconds: number | null;
    };

interface FormattedError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The first error decides: our operations ask for one thing each. */
export function readRefusal(errors: readonly FormattedError[]): Fault {
  const [error] = errors;
  const { code, retryable, retryAfterSeconds } = (error?.extensions ?? {}) as Record<string, unknown>;
  if (typeof code !== 'string') return { kind: 'unreachable' };
  return {
    kind: 'refused',
    code,
    message: typeof error?.message === 'string' ? error.message : '',
    isRetryable: retryable === true,
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null,
  };
}

export function isRefusedWith(fault: Fault | null, code: string): boolean {
  return fault?.kind === 'refused' && fault.code === code;
}
