/** Who waits for an event: a dead owner's events are dropped, a frozen one's come when it thaws. */
export interface Owner {
  readonly isDead: boolean;
  readonly frozenUntilMs: number;
}

export interface SimulationEvent {
  atMs: number;
  /** Ties go to the one scheduled first. */
  readonly order: number;
  /** Null for what happens whoever lives: the network, the upstream, the database. */
  readonly owner: Owner | null;
  readonly run: () => void;
}

/** A binary heap of events, the earliest on top. */
export interface EventQueue {
  push(event: SimulationEvent): void;
  pop(): SimulationEvent | undefined;
  /** When the earliest one happens; Infinity when there is none. */
  nextAtMs(): number;
}

export function createEventQueue(): EventQueue {
  const heap: SimulationEvent[] = [];

  function push(event: SimulationEvent): void {
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !isBefore(event, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  function pop(): SimulationEvent | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    sink(last);
    return top;
  }

  function sink(event: SimulationEvent): void {
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      if (child === undefined) break;
      const sibling = heap[childIndex + 1];
      if (sibling !== undefined && isBefore(sibling, child)) {
        child = sibling;
        childIndex += 1;
      }
      if (!isBefore(child, event)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = event;
  }

  return { push, pop, nextAtMs: () => heap[0]?.atMs ?? Number.POSITIVE_INFINITY };
}

function isBefore(a: SimulationEvent, b: SimulationEvent): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
