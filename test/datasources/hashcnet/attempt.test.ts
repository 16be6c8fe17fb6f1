import type { Dispatcher } from 'undici';
import { Attempt, type Exchange } from '../../../src/datasources/hashcnet/transport/attempt.js';

const clock = { nowMs: () => 100, sleep: async () => {} };

function aController() {
  let isAborted = false;
  const abort = () => {
    isAborted = true;
  };
  const controller = { abort } as unknown as Dispatcher.DispatchController;
  return { controller, isAborted: () => isAborted };
}

function anAttempt(sendBeforeMs = 1_000) {
  const ends: Exchange[] = [];
  const attempt = new Attempt({ clock, sendBeforeMs, onEnd: (exchange) => ends.push(exchange) });
  return { attempt, ends };
}

describe('an attempt to send', () => {
  it('is marked as sent when it is about to be written', () => {
    const { attempt, ends } = anAttempt();
    const { controller, isAborted } = aController();
    attempt.onRequestStart(controller);
    attempt.onResponseError(null, Object.assign(new Error(), { code: 'ECONNRESET' }));
    expect(isAborted()).toBe(false);
    expect(ends).toEqual([{ kind: 'lost', sentAtMs: 100, cause: 'ECONNRESET', isAnswered: false }]);
  });

  it('that was never started is known not to have left, whatever the error says', () => {
    const { attempt, ends } = anAttempt();
    attempt.onResponseError(null, Object.assign(new Error(), { code: 'ECONNRESET' }));
    expect(ends).toEqual([{ kind: 'unsent', triedAtMs: 100, cause: 'ECONNRESET' }]);
  });

  it('lets nothing out once the caller has given up', () => {
    const { attempt, ends } = anAttempt();
    const { controller, isAborted } = aController();
    attempt.giveUp('DEADLINE');
    attempt.onRequestStart(controller);
    expect(isAborted()).toBe(true);
    expect(ends).toEqual([{ kind: 'unsent', triedAtMs: 100, cause: 'DEADLINE' }]);
  });

  it('lets nothing out when it is too late', () => {
    const { attempt, ends } = anAttempt(99);
    const { controller, isAborted } = aController();
    attempt.onRequestStart(controller);
    attempt.onResponseError(null, Object.assign(new Error(), { code: 'TOO_LATE' }));
    expect(isAborted()).toBe(true);
    expect(ends).toEqual([{ kind: 'unsent', triedAtMs: 100, cause: 'TOO_LATE' }]);
  });

  it('lets a request out once, should undici ever start it twice', () => {
    const { attempt } = anAttempt();
    attempt.onRequestStart(aController().controller);
    const again = aController();
    attempt.onRequestStart(again.controller);
    expect(again.isAborted()).toBe(true);
  });

  it('given up while under way, drops its connection and whatever still comes', () => {
    const { attempt, ends } = anAttempt();
    const { controller, isAborted } = aController();
    attempt.onRequestStart(controller);
    attempt.onResponseStart(controller, 200);
    attempt.giveUp('DEADLINE');
    attempt.onResponseData(controller, Buffer.from('{}'));
    attempt.onResponseEnd();
    expect(isAborted()).toBe(true);
    expect(ends).toEqual([{ kind: 'lost', sentAtMs: 100, cause: 'DEADLINE', isAnswered: true }]);
  });

  it('puts an answer together from its pieces, without the mark at its front', () => {
    const { attempt, ends } = anAttempt();
    const { controller } = aController();
    attempt.onRequestStart(controller);
    attempt.onResponseStart(controller, 103);
    attempt.onResponseStart(controller, 200);
    const bytes = Buffer.from('\ufeff{"name": "रमेश"}');
    attempt.onResponseData(controller, bytes.subarray(0, 14));
    attempt.onResponseData(controller, bytes.subarray(14));
    attempt.onResponseEnd();
    expect(ends).toEqual([{ kind: 'answered', sentAtMs: 100, statusCode: 200, text: '{"name": "रमेश"}' }]);
  });
});
