import { useEffect, useState } from 'react';
import { useConsoleText } from '../texts.js';
import { Glyph } from './glyph.js';

interface CopyableProps {
  /** What it is, for whoever cannot see it stand beside its name. */
  readonly name: string;
  readonly value: string;
}

type State = 'idle' | 'copied' | 'refused';
const SHOWN_MS = 2000;

/** A value to be pasted elsewhere. Where the browser gives no clipboard, it is selected, for the person to copy. */
export function Copyable({ name, value }: CopyableProps) {
  const text = useConsoleText();
  const [state, setState] = useState<State>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  async function copy() {
    // Only over HTTPS and on the machine itself is there one.
    const isCopied = await writeToClipboard(value);
    setState(isCopied ? 'copied' : 'refused');
  }
  return (
    <span className="copyable">
      <code>{value}</code>
      <button
        type="button"
        className="copy"
        aria-label={text('copy.label', { name })}
        onClick={() => void copy()}
      >
        <Glyph name={state === 'copied' ? 'done' : 'copy'} />
        <span role="status">{text(state === 'idle' ? 'copy' : `copy.${state}`)}</span>
      </button>
    </span>
  );
}

async function writeToClipboard(value: string): Promise<boolean> {
  try {
    await window.navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}
