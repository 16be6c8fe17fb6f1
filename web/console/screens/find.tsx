import { useKeptPlace } from '../live/use-kept-place.js';
import { planSearch } from '../model/search.js';
import { FindByPart } from '../parts/find-by-part.js';
import { FindById, FindByUsername } from '../parts/find-directly.js';
import { ScreenHead } from '../parts/screen-head.js';
import { useConsoleText } from '../texts.js';

/** Looks wherever the text can be found, and says how far it has looked. */
export function FindScreen({ searched }: { readonly searched: string }) {
  const text = useConsoleText();
  const { id, username, part, text: wanted } = planSearch(searched);
  useKeptPlace(`find ${searched}`, true);
  return (
    <>
      <ScreenHead title={text('find.title', { text: wanted })} />
      {id !== null && <FindById id={id} />}
      {username !== null && <FindByUsername username={username} />}
      {part !== null ? <FindByPart part={part} /> : <p className="muted">{text('find.tooShort')}</p>}
    </>
  );
}
