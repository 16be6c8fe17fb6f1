import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, '..', '..', 'src', 'cli', 'simulate.js');

function simulate(...args: string[]) {
  return spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
}

describe('hashcnet-graphql simulate', () => {
  it('exits with 0 when every promise held, and says how many seeds', () => {
    const { status, stdout } = simulate('--seeds', '40', '--workers', '1');
    expect(status).toBe(0);
    expect(stdout).toContain('40 seeds, 0 violations');
    expect(stdout).toMatch(/replica crashes +\d/);
  });

  it('plays one seed with its history', () => {
    const { status, stdout } = simulate('--seed', '3');
    expect(status).toBe(0);
    expect(stdout).toContain('SENDS');
    expect(stdout).toContain('seed 3: every promise held');
  });

  it.each([
    [[]],
    [['--seeds', '0']],
    [['--seeds', 'many']],
    [['--frobnicate']],
    [['--seed', '1', '--workers', '99']],
  ])('exits with 2 and its usage for %j', (args: string[]) => {
    const { status, stderr } = simulate(...args);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: hashcnet-graphql simulate');
  });

  it('shows its usage when asked', () => {
    expect(simulate('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage:') });
  });
});
