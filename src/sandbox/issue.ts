const ISSUE_NAME = 'SandboxIssue';

/** An error that is the caller's own: bad input to the control, told in words and answered with 400. */
export function issue(message: string): Error {
  const error = new Error(message);
  error.name = ISSUE_NAME;
  return error;
}

/** Whether an error is one of `issue`. */
export function isIssue(error: unknown): error is Error {
  return error instanceof Error && error.name === ISSUE_NAME;
}
