import { createServer } from 'node:http';
import { createControl } from './control.js';
import { listen } from './listener.js';
import { type HandlerDeps, handleRequest } from './request-handler.js';
import type { Sandbox, SandboxOptions } from './sandbox-contract.js';
import { checkSettings, DEFAULT_SETTINGS } from './sandbox-settings.js';
import { createState } from './sandbox-state.js';

export type { DlrAttempt, DlrFields } from './dlr-sender.js';
export type { FaultKind, FaultRequest, Operation } from './fault.js';
export type {
  CreditsRecord,
  RequestsRecord,
  Sandbox,
  SandboxControl,
  SandboxOptions,
  TransactionRecord,
} from './sandbox-contract.js';
export { describeSubscribers } from './subscribers.js';

/** The token of a sandbox that was given none; it begins as upstream's test tokens do. */
const DEFAULT_TOKEN = 'TEST:sandbox-token';

/** The session of the source document's answer. */
const SAMPLE_SESSION_ID = 6466;

/**
 * Starts a stand-in upstream that speaks upstream.md over real HTTP.
 * @throws when an option is wrong or the address is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, token = DEFAULT_TOKEN, otherTokens = [], ...others } = options;
  const { firstSessionId = SAMPLE_SESSION_ID, ...rest } = others;
  const settings = checkSettings({ ...DEFAULT_SETTINGS, ...rest });
  const state = createState([token, ...otherTokens], settings, firstSessionId);
  const server = createServer();
  const listener = await listen(server, { host, port });
  const control = createControl({ state, listener, token });
  const deps: HandlerDeps = { state, control, isShut: listener.isShut };
  server.on('request', (request, response) => {
    // What can still fail is a client that went away, or a fault of our own: neither has an answer.
    handleRequest(deps, request, response).catch(() => response.socket?.destroy());
  });
  return {
    url: listener.url,
    token,
    control,
    async close() {
      state.timer.cancelAll();
      await listener.close();
    },
  };
}
