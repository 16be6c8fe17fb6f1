import { useKeptPlace } from '../live/use-kept-place.js';
import { ScreenHead } from '../parts/screen-head.js';
import { useConsoleText } from '../texts.js';

/** An address that this page does not have. */
export function NowhereScreen() {
  const text = useConsoleText();
  useKeptPlace('nowhere', true);
  return (
    <>
      <ScreenHead title={text('nowhere.title')} />
      <p>
        <a href="#/">{text('nowhere.back')}</a>
      </p>
    </>
  );
}
