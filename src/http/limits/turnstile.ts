import type { ServerResponse } from 'node:http';

/** Counts the requests under way and lets no more than so many in. */
export interface Turnstile {
  /** True when it came in; it is counted until it leaves or its connection is gone. */
  enter(response: ServerResponse): boolean;
  /** Its answer is ready: who does not read it keeps nobody else out. */
  leave(response: ServerResponse): void;
}

const LEAST_UNREAD = 1_000;

/** Answers that nobody reads are held in memory, so there is a bound for them too: past it, the oldest loses its connection. */
export function createTurnstile(maxUnderWay: number): Turnstile {
  const maxUnread = Math.max(maxUnderWay, LEAST_UNREAD);
  const underWay = new Set<ServerResponse>();
  const unread = new Set<ServerResponse>();

  function dropOldest(): void {
    const [oldest] = unread;
    oldest?.req.socket.destroy();
  }

  return {
    enter(response) {
      if (underWay.size >= maxUnderWay) return false;
      underWay.add(response);
      // Emitted after the answer, and also when the connection is gone without one.
      response.once('close', () => {
        underWay.delete(response);
        unread.delete(response);
      });
      return true;
    },
    leave(response) {
      if (!underWay.delete(response)) return;
      if (unread.size >= maxUnread) dropOldest();
      unread.add(response);
    },
  };
}
