import { isConsoleKey, useConsoleText } from '../texts.js';

interface EventWordsProps {
  readonly event: { readonly type: string; readonly message?: string | null | undefined };
}

/** What happened, in the page's words, and what was said with it, in the service's. */
export function EventWords({ event: { type, message } }: EventWordsProps) {
  const text = useConsoleText();
  const key = `event.${type}`;
  return (
    <>
      <span className="event-type">{isConsoleKey(key) ? text(key) : type}</span>
      {message && (
        <>
          {': '}
          <span lang="en">{message}</span>
        </>
      )}
    </>
  );
}
