import type { Command } from './tool.js';

interface CommandEntry {
  readonly summary: string;
  /** Loaded only when it is called for: `serve` must not wait for the simulation, nor `--help` for the server. */
  readonly load: () => Promise<Command>;
}

/** In the order in which a newcomer needs them. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    summary: 'run the service; over the sandbox unless an upstream is configured',
    load: async () => (await import('./run-serve.js')).serveCommand,
  },
  sandbox: {
    summary: 'run the stand-in upstream alone',
    load: async () => (await import('./run-sandbox.js')).sandboxCommand,
  },
  keys: {
    summary: 'make an API key for a client',
    load: async () => (await import('./run-keys.js')).keysCommand,
  },
  renewals: {
    summary: 'list and show renewals, ask upstream about one now, take its flag off',
    load: async () => (await import('./run-renewals.js')).renewalsCommand,
  },
  reconcile: {
    summary: 'look up what is due, by hand',
    load: async () => (await import('./run-reconcile.js')).reconcileCommand,
  },
  export: {
    summary: 'write renewals as CSV or NDJSON',
    load: async () => (await import('./run-export.js')).exportCommand,
  },
  'reconcile-credits': {
    summary: 'explain the credit that was consumed by the renewals that took it',
    load: async () => (await import('./run-reconcile-credits.js')).reconcileCreditsCommand,
  },
  simulate: {
    summary: 'play the real code in simulated worlds, and check every promise',
    load: async () => (await import('./run-simulate.js')).simulateCommand,
  },
  'simulate-mutants': {
    summary: 'show that the simulation finds known bugs (in a clone of the repository only)',
    load: async () => (await import('./run-simulate-mutants.js')).simulateMutantsCommand,
  },
};
