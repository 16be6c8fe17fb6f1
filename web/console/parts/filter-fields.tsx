import { type FormEvent, useEffect, useState } from 'react';
import { IspsDocument } from '../../../client/generated/graphql.js';
import { useConsole } from '../console-context.js';
import { useLoaded } from '../live/use-loaded.js';
import { kathmanduDay } from '../model/kathmandu-day.js';
import { useConsoleText } from '../texts.js';

interface ChoiceProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

export function Choice({ label, isChosen, onChange }: ChoiceProps) {
  return (
    <label className="choice">
      <input type="checkbox" checked={isChosen} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

export function IspChoice({
  slug,
  onChange,
}: {
  slug: string | null;
  onChange: (slug: string | null) => void;
}) {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const { data } = useLoaded({
    key: 'isps',
    load: () => gateway.ask(IspsDocument, {}),
    roundsBetween: () => 0,
  });
  const isps = data?.isps ?? [];
  return (
    <label className="labelled">
      {text('filter.isp')}
      <select value={slug ?? ''} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{text('filter.anyIsp')}</option>
        {/* One that was taken off the list has its renewals still. */}
        {slug !== null && !isps.some((isp) => isp.slug === slug) && <option value={slug}>{slug}</option>}
        {isps.map((isp) => (
          <option key={isp.slug} value={isp.slug}>
            {isp.name}
          </option>
        ))}
      </select>
    </label>
  );
}

const MAX_USERNAME_LENGTH = 50;

/** Asked for when it is complete, not at each letter. */
export function UsernameField({
  username,
  onChange,
}: {
  username: string | null;
  onChange: (username: string | null) => void;
}) {
  const text = useConsoleText();
  const [given, setGiven] = useState(username ?? '');
  useEffect(() => setGiven(username ?? ''), [username]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = given.trim() || null;
    if (wanted !== username) onChange(wanted);
  };
  return (
    <label className="labelled">
      {text('filter.username')}
      <input
        type="text"
        value={given}
        maxLength={MAX_USERNAME_LENGTH}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setGiven(event.target.value)}
        onBlur={() => submit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') submit(event);
        }}
      />
    </label>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
}

export function DayField({ label, day, onChange }: DayFieldProps) {
  return (
    <label className="labelled">
      {label}
      <input
        type="date"
        value={day ?? ''}
        max={kathmanduDay(Date.now())}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </label>
  );
}
