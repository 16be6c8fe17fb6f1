import { type FormEvent, useEffect, useState } from 'react';
import { navigate } from '../../shared/routing/hash.js';
import { writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { Glyph } from './glyph.js';

const MAX_LENGTH = 255;

/** One field for whatever somebody was told on the phone. */
export function SearchForm({ searched }: { readonly searched: string }) {
  const text = useConsoleText();
  const [given, setGiven] = useState(searched);
  useEffect(() => setGiven(searched), [searched]);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (given.trim() !== '') navigate(writeRoute({ screen: 'find', text: given.trim() }));
  }
  return (
    <search className="search">
      <form onSubmit={submit}>
        <input
          type="search"
          aria-label={text('search.label')}
          placeholder={text('search.placeholder')}
          value={given}
          maxLength={MAX_LENGTH}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setGiven(event.target.value)}
        />
        <button type="submit">
          <Glyph name="search" />
          <span className="visually-hidden">{text('search.submit')}</span>
        </button>
      </form>
    </search>
  );
}
