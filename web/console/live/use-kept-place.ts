import { useEffect, useEffectEvent, useRef } from 'react';

interface Place {
  readonly y: number;
  readonly row: string | null;
}

const TOP: Place = { y: 0, row: null };
const PAUSE_MS = 150;

/** The browser puts the focus where it belongs when a page has just been loaded; after that, the page does. */
let isFirstScreen = true;

/**
 * Keeps in the history's entry how far the person had read and which row had the focus, so that the way back, and a reload,
 * lead to that place. Whoever comes anew starts at the title. `isReady` once there is something to scroll in.
 */
export function useKeptPlace(screen: string, isReady: boolean): void {
  const restored = useRef<string | null>(null);
  const restore = useEffectEvent(() => {
    if (restored.current === screen) return;
    restored.current = screen;
    const { y, row } = readPlace();
    window.scrollTo(0, y);
    const target = (row !== null && findRow(row)) || document.querySelector<HTMLElement>('main h1');
    if (!isFirstScreen || row !== null) target?.focus({ preventScroll: true });
    isFirstScreen = false;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen has another place.
  useEffect(() => {
    if (isReady) restore();
  }, [screen, isReady]);

  useEffect(() => {
    window.history.scrollRestoration = 'manual';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      if (restored.current === screen) window.history.replaceState(readCurrentPlace(), '');
    };
    // Browsers allow only so many changes of an entry; a press on a link moves the focus before it leads away.
    const saveSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    };
    window.addEventListener('scroll', saveSoon, { passive: true });
    document.addEventListener('focusin', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', saveSoon);
      document.removeEventListener('focusin', save);
    };
  }, [screen]);
}

function readCurrentPlace(): Place {
  return { y: window.scrollY, row: document.activeElement?.getAttribute('data-row') ?? null };
}

function readPlace(): Place {
  const state: unknown = window.history.state;
  return state !== null && typeof state === 'object' && 'y' in state ? (state as Place) : TOP;
}

function findRow(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
}
