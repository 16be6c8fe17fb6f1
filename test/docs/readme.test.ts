import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeSubscribers } from '../../src/sandbox/sandbox.js';
import { type ServiceProcess, startProcess } from '../support/process.js';

const README = readFileSync('README.md', 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
}

function listBlocks(): Block[] {
  return [...README.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

describe('the README', () => {
  let folder: string;
  let service: ServiceProcess;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-readme-'));
    service = startProcess({ DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}` });
  });
  afterAll(async () => {
    service.child.kill('SIGKILL');
    await service.whenEnded;
    rmSync(folder, { recursive: true, force: true });
  });

  test('shows what its curl commands really answer, pasted one after the other into one shell', async () => {
    const url = await service.whenListening;
    const blocks = listBlocks();
    const commands = blocks.filter(({ language, text }) => language === 'sh' && text.includes('curl'));
    const shown = blocks
      .filter(({ language }) => language === 'json')
      .map(({ text }) => JSON.parse(text) as unknown);
    const script = commands
      .map(({ text }) => text.replaceAll('localhost:4000', new URL(url).host))
      .join('\necho\necho ----\n');
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { timeout: 15_000 });
    const answers = stdout
      .split('----')
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => JSON.parse(text) as unknown);
    expect(shown).toHaveLength(2);
    expect(answers).toEqual(shown);
  });

  test('names sandbox subscribers that exist', () => {
    const section = README.slice(
      README.indexOf("## The sandbox's subscribers"),
      README.indexOf('## A typed client'),
    );
    const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const known = new Set(describeSubscribers().map(({ username }) => username));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  });

  test('lists exactly the variables that the configuration reads', () => {
    const read = [
      ...readFileSync('src/config-environment.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm),
    ].map(([, name]) => name);
    const section = README.slice(README.indexOf('## Going live'), README.indexOf('## Finding your way'));
    const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect([...new Set(rows)].sort()).toEqual([...new Set(read)].sort());
  });

  test('links to files that exist', () => {
    const links = [...README.matchAll(/(?:\]\(|src=")(?!https?:)([^)#"]+)/g)].map(([, path = '']) => path);
    for (const path of links)
      expect(() =>
        readFileSync(path.endsWith('adr') ? `${path}/0002-one-sql-ledger.md` : path),
      ).not.toThrow();
  });
});
