import { type ReactNode, useEffect, useRef, useState } from 'react';

interface RowChunkProps {
  readonly count: number;
  readonly columnCount: number;
  readonly startsShown: boolean;
  /** How high a row is, about: for what has not been shown yet. */
  readonly rowPx: number;
  readonly children: () => ReactNode;
}

const NEAR = '1500px 0px';

/** Some rows, or an empty space of their height while they are far from the screen. */
export function RowChunk({ count, columnCount, startsShown, rowPx, children }: RowChunkProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [isShown, setShown] = useState(startsShown);
  const [measuredPx, setMeasuredPx] = useState<number | null>(null);
  useEffect(() => {
    const { current: element } = body;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) return setShown(true);
        // Who is in it with the keyboard stays in it.
        if (element.contains(document.activeElement) || element.querySelector('.row-gap') !== null) return;
        setMeasuredPx(element.getBoundingClientRect().height);
        setShown(false);
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <tbody ref={body}>
      {isShown ? (
        children()
      ) : (
        <tr className="row-gap">
          <td colSpan={columnCount} style={{ height: measuredPx ?? count * rowPx }} />
        </tr>
      )}
    </tbody>
  );
}
