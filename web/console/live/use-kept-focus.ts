import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Holds the focus on its row while rows come, go and move around it: on the row itself wherever it is now, or, when it has
 * gone, on the one that took its place.
 */
export function useKeptFocus(container: RefObject<HTMLElement | null>): void {
  const focused = useRef<{ readonly id: string; readonly index: number } | null>(null);

  useLayoutEffect(() => {
    const { current: held } = focused;
    if (held === null || document.activeElement !== document.body) return;
    const rows = listRows(container.current);
    const row =
      rows.find((each) => each.dataset['row'] === held.id) ?? rows[Math.min(held.index, rows.length - 1)];
    row?.focus({ preventScroll: true });
  });

  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const rows = listRows(container.current);
      const index = rows.indexOf(target as HTMLElement);
      const id = rows[index]?.dataset['row'];
      focused.current = id === undefined ? null : { id, index };
    };
    const onBlur = ({ target, relatedTarget }: FocusEvent) => {
      // Taken away by the page, it is still wanted; left by the person, it is not. Which of the two shows a moment later.
      queueMicrotask(() => {
        if (relatedTarget === null && target instanceof Element && target.isConnected) focused.current = null;
      });
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
    };
  }, [container]);
}

function listRows(container: HTMLElement | null): HTMLElement[] {
  return [...(container?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
}
