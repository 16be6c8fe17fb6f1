import type { RenewalQuery } from '../../../client/generated/graphql.js';
import { useTimeFormat } from '../format.js';
import { useConsoleText } from '../texts.js';
import { EventWords } from './event-words.js';

interface TrailProps {
  readonly events: NonNullable<RenewalQuery['renewal']>['events'];
}

/** As many as the service gives. */
const MOST = 500;

/** What happened, in its order. */
export function Trail({ events }: TrailProps) {
  const text = useConsoleText();
  const time = useTimeFormat();
  return (
    <section className="card">
      <h2>{text('trail')}</h2>
      {events.length >= MOST && <p className="muted">{text('trail.cutOff')}</p>}
      <ol className="trail">
        {events.map((event, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: an event never changes its place.
            key={index}
            className={`trail-${event.type.toLowerCase()}`}
          >
            <p>
              <EventWords event={event} />
            </p>
            <p className="trail-time">
              <time dateTime={event.at}>{time.exact(Date.parse(event.at))}</time>
              {gapMs(events[index - 1]?.at, event.at) >= 1000 && (
                <span>
                  {' '}
                  · {text('trail.later', { span: time.span(gapMs(events[index - 1]?.at, event.at)) })}
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function gapMs(before: string | undefined, at: string): number {
  return before === undefined ? 0 : Date.parse(at) - Date.parse(before);
}
