import { type ReactNode, useEffect } from 'react';
import { Button } from '../../shared/ui/button.js';
import { useTimeFormat } from '../format.js';
import { useRefresh } from '../live/refresh.js';
import { useConsoleText } from '../texts.js';
import { Glyph } from './glyph.js';

interface ScreenHeadProps {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  /** What can be done with what is shown. */
  readonly children?: ReactNode;
  /** Left out where nothing is read. */
  readonly reading?: { readonly readAtMs: number | null; readonly isLoading: boolean };
}

/** A screen's title, how old its figures are, and the way to newer ones. */
export function ScreenHead({ title, aside, children, reading }: ScreenHeadProps) {
  const text = useConsoleText();
  useEffect(() => {
    document.title = `${title} · ${text('name')}`;
  }, [title, text]);
  return (
    <header className="screen-head">
      <div className="screen-title">
        <h1 tabIndex={-1}>{title}</h1>
        {aside}
      </div>
      <div className="screen-tools">
        {children}
        {reading && <RefreshControl {...reading} />}
      </div>
    </header>
  );
}

function RefreshControl({ readAtMs, isLoading }: { readAtMs: number | null; isLoading: boolean }) {
  const text = useConsoleText();
  const time = useTimeFormat();
  const { isPaused, togglePause, refreshNow } = useRefresh();
  return (
    <div className="refresh">
      <p className="refresh-age">
        {readAtMs !== null && text('refresh.at', { time: time.time(readAtMs) })}
        {isPaused && <strong> {text('refresh.paused')}</strong>}
      </p>
      <Button aria-pressed={isPaused} onClick={togglePause}>
        <Glyph name={isPaused ? 'play' : 'pause'} />
        {text('refresh.pause')}
      </Button>
      <Button isBusy={isLoading} onClick={refreshNow}>
        {!isLoading && <Glyph name="refresh" />}
        {text('refresh.now')}
      </Button>
    </div>
  );
}
