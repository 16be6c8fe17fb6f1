import type { ServerResponse } from 'node:http';

/** Counts the requests under way and lets no more than so many in. */
export interface Turnstile {
  /** The place of a request that came in, which is counted until it leaves or its connection is gone; null when all are taken. */
  enter(response: ServerResponse): Place | null;
  /** Its answer is ready: who does not read it keeps nobody else out. */
  leave(place: Place): void;
}

/** One request's, in a ring of those whose answers wait to be read. */
export interface Place {
  readonly response: ServerResponse | null;
  state: 'under way' | 'unread' | 'gone';
  before: Place;
  after: Place;
}

const LEAST_UNREAD = 1_000;

/**
 * Answers that nobody reads are held in memory, so there is a bound for them too: past it, the oldest loses its connection.
 *
 * The ring is linked by hand: a Set that things enter and leave all the time keeps what was in it alive until the next full collection,
 * since each of its outgrown tables points to the one that came after (ADR 18).
 */
export function createTurnstile(maxUnderWay: number): Turnstile {
  const maxUnread = Math.max(maxUnderWay, LEAST_UNREAD);
  /** Stands between the newest and the oldest. */
  const end = createPlace(null);
  let underWayCount = 0;
  let unreadCount = 0;

  function makeWait(place: Place): void {
    place.state = 'unread';
    place.before = end.before;
    place.after = end;
    end.before.after = place;
    end.before = place;
    unreadCount += 1;
  }

  function forget(place: Place): void {
    if (place.state === 'under way') underWayCount -= 1;
    if (place.state === 'unread') {
      place.before.after = place.after;
      place.after.before = place.before;
      place.before = place;
      place.after = place;
      unreadCount -= 1;
    }
    place.state = 'gone';
  }

  return {
    enter(response) {
      if (underWayCount >= maxUnderWay) return null;
      const place = createPlace(response);
      underWayCount += 1;
      // Emitted after the answer, and also when the connection is gone without one.
      response.once('close', () => forget(place));
      return place;
    },
    leave(place) {
      if (place.state !== 'under way') return;
      underWayCount -= 1;
      if (unreadCount >= maxUnread) end.after.response?.req.socket.destroy();
      makeWait(place);
    },
  };
}

/** Linked to itself: to no other. */
function createPlace(response: ServerResponse | null): Place {
  const place = { response, state: 'under way' } as Place;
  place.before = place;
  place.after = place;
  return place;
}
