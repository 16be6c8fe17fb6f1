import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readUsage } from '../../bench/process/proc.js';

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

const BURN = 'while (process.cpuUsage().user < 300_000);';

describeOnLinux('what a process has used', () => {
  it('has in it what its children have used, also when they have ended', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" -e '${BURN}'; echo ended; read line`]);
    await once(shell.stdout, 'data');
    const { cpuMs } = readUsage(shell.pid ?? 0);
    shell.stdin.end();
    await once(shell, 'exit');
    // Less than it burnt, since the kernel's count of them is coarse; the shell alone is nowhere near.
    expect(cpuMs).toBeGreaterThan(200);
  });
});
