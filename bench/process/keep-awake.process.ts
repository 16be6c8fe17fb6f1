import { constants, setPriority } from 'node:os';

/**
 * Keeps a core from falling asleep, by work that gives way to any other. To wake a core that sleeps costs whoever writes to its sockets some 10 µs
 * on a virtual machine: a slow server, whose clients have time to sleep, would be charged for that, and a fast one not.
 */
const parent = process.ppid;
const LOOKS = 10_000_000;

setPriority(constants.priority.PRIORITY_LOW);
while (process.ppid === parent) {
  for (let count = 0; count < LOOKS; count += 1);
}
