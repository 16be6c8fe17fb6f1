import { useConsoleText } from '../texts.js';

const KNOWN = [
  'SUBMITTED',
  'COMMIT_ANSWERED',
  'LOOKED_UP',
  'DLR_RECEIVED',
  'SETTLED',
  'FLAGGED',
  'ACKNOWLEDGED',
] as const;

interface EventWordsProps {
  readonly event: { readonly type: string; readonly message?: string | null | undefined };
}

/** What happened, in the page's words, and what was said with it, in the service's. */
export function EventWords({ event: { type, message } }: EventWordsProps) {
  const text = useConsoleText();
  const known = KNOWN.find((each) => each === type);
  return (
    <>
      <span className="event-type">{known === undefined ? type : text(`event.${known}`)}</span>
      {message && (
        <>
          {': '}
          <span lang="en">{message}</span>
        </>
      )}
    </>
  );
}
