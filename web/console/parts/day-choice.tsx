import { useFormat } from '../../shared/i18n/i18n.js';
import { navigate } from '../../shared/routing/hash.js';
import { addDays, isDay, startOfDayMs } from '../model/kathmandu-day.js';
import { writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { Glyph } from './glyph.js';

/** Which day, by a step or by the calendar. */
export function DayChoice({ day, today }: { readonly day: string; readonly today: string }) {
  const text = useConsoleText();
  const format = useFormat();
  const go = (to: string) => writeRoute({ screen: 'day', day: to === today ? null : to });
  return (
    <div className="day-choice">
      <a className="button button-plain" href={go(addDays(day, -1))}>
        <Glyph name="left" />
        <span className="visually-hidden">{text('day.before')}</span>
      </a>
      <label className="labelled">
        <span className="visually-hidden">{text('day.choose')}</span>
        <input
          type="date"
          value={day}
          max={today}
          onChange={(event) => {
            if (isDay(event.target.value)) navigate(go(event.target.value));
          }}
        />
      </label>
      {day < today ? (
        <a className="button button-plain" href={go(addDays(day, 1))}>
          <Glyph name="right" />
          <span className="visually-hidden">{text('day.after')}</span>
        </a>
      ) : (
        <span className="muted">{text('day.today')}</span>
      )}
      <p className="day-name">{format.date(new Date(startOfDayMs(day)))}</p>
    </div>
  );
}
