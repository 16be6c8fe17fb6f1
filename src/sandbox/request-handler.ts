import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveCall } from './call-server.js';
import { serveControl } from './control-route.js';
import { findRoute, type OperationRoute } from './operation-route.js';
import { htmlReply, type Reply } from './reply.js';
import { writeReply } from './reply-writer.js';
import { readRequestBody } from './request-body.js';
import type { IncomingCall } from './request-check.js';
import type { SandboxControl } from './sandbox-contract.js';
import type { SandboxState } from './sandbox-state.js';

/** What the handler of requests works with. */
export interface HandlerDeps {
  readonly state: SandboxState;
  readonly control: SandboxControl;
  isShut(): boolean;
}

/** Handles one request of any kind: an upstream call, the control, or a path nobody knows. */
export async function handleRequest(
  deps: HandlerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A connection that was open before the listener was shut must not serve on.
  if (deps.isShut()) return void request.socket.destroy();
  const url = URL.parse(request.url ?? '/', 'http://sandbox');
  if (!url || !canDecode(url.pathname)) return writeReply(response, NOT_FOUND, deps.state.timer.wait);
  const bodyText = await readRequestBody(request);
  if (bodyText === undefined) {
    const tooLarge = htmlReply(413, 'Payload Too Large', { connection: 'close' });
    return writeReply(response, tooLarge, deps.state.timer.wait);
  }
  const call: IncomingCall = {
    path: url.pathname,
    query: url.searchParams,
    contentType: request.headers['content-type'] ?? '',
    bodyText,
  };
  const reply = await answer(deps, request.method ?? 'GET', call, response);
  // A listener that was shut meanwhile must not be reached again through this connection.
  if (deps.isShut()) response.setHeader('connection', 'close');
  await writeReply(response, reply, deps.state.timer.wait);
}

const NOT_FOUND = htmlReply(404, 'Not Found');

async function answer(
  deps: HandlerDeps,
  method: string,
  call: IncomingCall,
  response: ServerResponse,
): Promise<Reply> {
  if (call.path.startsWith('/__sandbox/')) return serveControl(deps, method, call);
  const route = findRoute(call.path);
  if (!route) return NOT_FOUND;
  if (route.method !== method) return htmlReply(405, 'Method Not Allowed', { allow: route.method });
  return answerCall(deps.state, route, call, response);
}

async function answerCall(
  state: SandboxState,
  route: OperationRoute,
  call: IncomingCall,
  response: ServerResponse,
): Promise<Reply> {
  const target = route.target(state, call);
  const { operation, username } = target;
  const reference = target.references.length > 0 ? target.references.join(',') : undefined;
  state.log.begin({ operation, username, reference });
  // A call is in flight until its answer is out or its client has gone.
  if (response.closed) state.log.end(operation);
  else response.once('close', () => state.log.end(operation));
  return serveCall(state, target, (behaviour, faults) => route.serve(state, call, behaviour, faults));
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
