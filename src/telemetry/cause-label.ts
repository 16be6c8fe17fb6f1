/** A cause as a label: upstream may answer any code at all, and what is counted or traced may not take any value at all. */
export function toCauseLabel(cause: string): string {
  return /^(?:HTTP_)?\d{3,4}(?:_\d{4})?$|^[A-Z_]{2,40}$/.test(cause) ? cause : 'other';
}
