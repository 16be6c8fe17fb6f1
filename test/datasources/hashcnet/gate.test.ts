import { createGate } from '../../../src/datasources/hashcnet/transport/gate.js';
import { A_KEY, aDataSource } from './support/data-source.js';

describe('a gate', () => {
  it('lets so many in and no more, until one leaves', () => {
    const gate = createGate(2);
    expect([gate.enter(), gate.enter(), gate.enter()]).toEqual([null, null, 'BUSY']);
    expect(gate.count()).toBe(2);
    gate.leave();
    expect(gate.enter()).toBeNull();
  });

  it('closes at once for who comes, and resolves when the last has left', async () => {
    const gate = createGate(2);
    gate.enter();
    gate.enter();
    let isClosed = false;
    const closing = gate.close().then(() => {
      isClosed = true;
    });
    expect(gate.enter()).toBe('CLOSED');
    gate.leave();
    await new Promise(setImmediate);
    expect(isClosed).toBe(false);
    gate.leave();
    await closing;
  });

  it('that nobody is in closes at once', async () => {
    await createGate(1).close();
  });

  it('is left also by a call that throws', async () => {
    const newReference = () => {
      throw new Error('no reference');
    };
    const hashcnet = aDataSource({ baseUrl: 'http://127.0.0.1:9', newReference, maxCalls: 1 });
    for (let i = 0; i < 2; i += 1) await expect(hashcnet.details(A_KEY)).rejects.toThrow('no reference');
    expect(hashcnet.state()).toEqual({ breaker: 'closed', readsUnderWay: 0, commitsUnderWay: 0 });
    await hashcnet.close();
  });
});
