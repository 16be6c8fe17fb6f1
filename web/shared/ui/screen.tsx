import { type ReactNode, useEffect, useRef } from 'react';

interface ScreenProps {
  readonly title: string;
  /** Stands above the title: the way back. */
  readonly before?: ReactNode;
  /** The title is said, but not shown: what follows shows it better. */
  readonly hasHiddenTitle?: boolean;
  readonly children: ReactNode;
}

let isFirstScreen = true;

/** One step of a page. Who comes to it by keyboard or by ear starts at its title. */
export function Screen({ title, before, hasHiddenTitle = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    // The browser has put the focus where it belongs when the page has just been loaded.
    if (!isFirstScreen) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    isFirstScreen = false;
  }, []);
  return (
    <div className="screen">
      {before}
      <h1 ref={heading} tabIndex={-1} className={hasHiddenTitle ? 'visually-hidden' : undefined}>
        {title}
      </h1>
      {children}
    </div>
  );
}
