import { Component, type ReactNode } from 'react';

interface KeptScrollProps {
  readonly children: ReactNode;
}

interface Anchor {
  readonly row: Element;
  readonly id: string;
  readonly top: number;
}

/**
 * Keeps what one reads where it is on the screen while rows come and go above it. Browsers do so by themselves at best in part. It is
 * a class because only that can measure just before the page changes.
 */
export class KeptScroll extends Component<KeptScrollProps> {
  override getSnapshotBeforeUpdate(): Anchor | null {
    // At the top, what is new is what one wants to see.
    if (window.scrollY === 0) return null;
    const row = listRows().find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    const id = row?.getAttribute('data-row');
    return row && id ? { row, id, top: row.getBoundingClientRect().top } : null;
  }

  override componentDidUpdate(_before: KeptScrollProps, _state: unknown, anchor: Anchor | null): void {
    if (anchor === null) return;
    // It may be another element by now: rows move from chunk to chunk.
    const row = anchor.row.isConnected
      ? anchor.row
      : listRows().find((each) => each.getAttribute('data-row') === anchor.id);
    if (row) window.scrollBy({ top: row.getBoundingClientRect().top - anchor.top, behavior: 'instant' });
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

function listRows(): Element[] {
  return [...document.querySelectorAll('[data-row]')];
}
