import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { Secret } from '../../src/values/secret.js';
import { describeDeeply } from './describe-deeply.js';

describe('opening a ledger', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-open-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps sandbox and live apart, and says what to do', async () => {
    const url = new Secret(`sqlite:${join(folder, 'ledger.db')}`);
    await (await openLedger({ url, environment: 'sandbox' })).close();
    const opening = openLedger({ url, environment: 'live' });
    await expect(opening).rejects.toMatchObject({ name: 'LedgerRefusedError' });
    await expect(openLedger({ url, environment: 'live' })).rejects.toThrow(
      'set DATABASE_URL to another ledger',
    );
    // The refused one has let go of the file.
    await (await openLedger({ url, environment: 'sandbox' })).close();
  });

  it('lets a tool that names no environment work in either', async () => {
    const url = `sqlite:${join(folder, 'ledger.db')}`;
    const server = await openLedger({ url, environment: 'live' });
    const tool = await openLedger({ url, role: 'tool' });
    expect(await tool.list({ limit: 1 })).toEqual([]);
    await tool.close();
    await server.close();
    await expect(openLedger({ url, role: 'tool', environment: 'sandbox' })).rejects.toMatchObject({
      name: 'LedgerRefusedError',
    });
  });

  it.each(['', 'ledger.db', 'sqlite:', 'sqlite://data/ledger.db', 'mysql://localhost/ledger'])(
    'refuses the address "%s"',
    async (url) => {
      await expect(openLedger({ url, environment: 'live' })).rejects.toMatchObject({
        name: 'LedgerRefusedError',
      });
    },
  );

  it.each(['postgres://user:hunter2@host:notaport/db', 'postgres://user:hunter2@127.0.0.1:1/db'])(
    'never repeats the password of %s',
    async (url) => {
      const error: unknown = await openLedger({ url, environment: 'live' }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      expect(describeDeeply(error)).not.toContain('hunter2');
    },
  );

  it('is unavailable when no PostgreSQL answers at the address', async () => {
    const opening = openLedger({ url: 'postgresql://user@127.0.0.1:1/ledger', environment: 'live' });
    await expect(opening).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
  });
});
