import type { Dispatcher } from 'undici';
import { type Attempt, watchStart } from '../../../src/datasources/hashcnet/transport/start-watch.js';

const clock = { nowMs: () => 100, sleep: async () => {} };

const anAttempt = (changes: Partial<Attempt> = {}): Attempt => ({
  sentAtMs: null,
  sendBeforeMs: 1_000,
  isAnswered: false,
  isOver: false,
  ...changes,
});

/** Starts the request as undici would, and tells whether it may be written. */
function start(attempt: Attempt, times = 1, inner: Dispatcher.DispatchHandler = {}): boolean {
  let isAborted = false;
  const controller = {
    get aborted() {
      return isAborted;
    },
    abort: () => {
      isAborted = true;
    },
  } as unknown as Dispatcher.DispatchController;
  const dispatch = watchStart(
    attempt,
    clock,
  )((_options, handler) => {
    for (let time = 0; time < times; time += 1) handler.onRequestStart?.(controller, null);
    return true;
  });
  dispatch({ path: '/', method: 'POST' }, inner);
  return !isAborted;
}

describe('the watch on the start of a request', () => {
  it('marks the attempt when the request is about to be written', () => {
    const attempt = anAttempt();
    expect(start(attempt)).toBe(true);
    expect(attempt.sentAtMs).toBe(100);
  });

  it.each([
    ['the caller has given up', { isOver: true }],
    ['it is too late', { sendBeforeMs: 99 }],
  ])('lets nothing out when %s', (_, changes) => {
    const attempt = anAttempt(changes);
    expect(start(attempt)).toBe(false);
    expect(attempt.sentAtMs).toBeNull();
  });

  it('leaves the attempt unmarked when the handler itself aborts', () => {
    const attempt = anAttempt();
    const inner = {
      onRequestStart: (controller: Dispatcher.DispatchController) => controller.abort(new Error()),
    };
    expect(start(attempt, 1, inner)).toBe(false);
    expect(attempt.sentAtMs).toBeNull();
  });

  it('lets a request out once, should undici ever start it twice', () => {
    const attempt = anAttempt();
    expect(start(attempt, 2)).toBe(false);
    expect(attempt.sentAtMs).toBe(100);
  });
});
