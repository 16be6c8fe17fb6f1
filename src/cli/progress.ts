import type { ToolRun } from './tool.js';

/** Shows how far a long command is, on a terminal only: in a log or a pipe it would be noise. */
export interface Progress {
  readonly show: (count: number) => void;
  readonly finish: () => void;
}

const REDRAW_EVERY_MS = 200;

/** @param what the things that are counted, such as `rows` */
export function createProgress(stderr: ToolRun['stderr'], what: string): Progress {
  if (!stderr.isTTY) return { show: () => {}, finish: () => {} };
  const startedAtMs = performance.now();
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let latest = 0;

  function draw(nowMs: number): void {
    const seconds = Math.max(0.001, (nowMs - startedAtMs) / 1000);
    const rate = Math.round(latest / seconds).toLocaleString('en-US');
    stderr.write(`\r${latest.toLocaleString('en-US')} ${what}, ${rate} ${what}/s\u001b[K`);
    drawnAtMs = nowMs;
  }

  return {
    show(count) {
      latest = count;
      const nowMs = performance.now();
      if (nowMs - drawnAtMs >= REDRAW_EVERY_MS) draw(nowMs);
    },
    finish() {
      draw(performance.now());
      stderr.write('\n');
    },
  };
}
