import { serveBalance, targetBalance } from './balance-call.js';
import type { Behaviour } from './behaviour.js';
import type { CallTarget, Served } from './call-server.js';
import { serveCommit, targetCommit } from './commit-call.js';
import { serveDetails, targetDetails } from './details-call.js';
import type { FaultRequest } from './fault.js';
import { serveBulk, serveLookup, targetBulk, targetLookup } from './lookup-call.js';
import type { IncomingCall } from './request-check.js';
import type { SandboxState } from './sandbox-state.js';

/** One path of the upstream. */
export interface OperationRoute {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  target(state: SandboxState, call: IncomingCall): CallTarget;
  serve(
    state: SandboxState,
    call: IncomingCall,
    behaviour: Behaviour,
    faults: readonly FaultRequest[],
  ): Served;
}

// The slashes are the documents': POST paths end in one, the status and balance paths do not.
const ROUTES: readonly OperationRoute[] = [
  {
    method: 'POST',
    path: /^\/api\/servicegroup\/details\/hashcnet-v2\/$/,
    target: targetDetails,
    serve: serveDetails,
  },
  {
    method: 'POST',
    path: /^\/api\/servicegroup\/commit\/hashcnet-v2\/$/,
    target: targetCommit,
    serve: serveCommit,
  },
  {
    method: 'GET',
    path: /^\/api\/service\/status\/[^/]+\/[^/]+$/,
    target: targetLookup,
    serve: serveLookup,
  },
  { method: 'GET', path: /^\/api\/service\/bulk\/status\/$/, target: targetBulk, serve: serveBulk },
  { method: 'GET', path: /^\/api\/balance$/, target: targetBalance, serve: serveBalance },
];

/** The route of a path, whatever the method. */
export function findRoute(path: string): OperationRoute | undefined {
  return ROUTES.find((route) => route.path.test(path));
}
