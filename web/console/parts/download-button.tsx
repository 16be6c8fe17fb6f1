import { Button } from '../../shared/ui/button.js';
import { useConsoleText } from '../texts.js';
import { Glyph } from './glyph.js';

interface DownloadButtonProps {
  readonly fileName: string;
  readonly isEmpty: boolean;
  readonly write: () => string;
}

/** What is shown, as a file. Made in the browser: nothing is asked of the service. */
export function DownloadButton({ fileName, isEmpty, write }: DownloadButtonProps) {
  const text = useConsoleText();
  return (
    <Button disabled={isEmpty} onClick={() => save(fileName, write())}>
      <Glyph name="download" />
      {text('csv')}
    </Button>
  );
}

function save(fileName: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
