import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, openConnection } from './connection.js';
import { type Group, type LoadPlan, OFFER_MARK, type Step, USERNAME_MARK } from './load-plan.js';

export interface Tally {
  note(outcome: { readonly tookMs: number; readonly error: string | null }): void;
}

interface WalkDeps {
  readonly plan: Pick<LoadPlan, 'ports' | 'headers'>;
  readonly newUsername: () => string;
  readonly tally: Tally;
  readonly isOver: () => boolean;
}

const MAX_FAULTS_IN_A_ROW = 50;

/** Asks the group's steps in turn on one connection until it is over; opens another when that one breaks. */
export async function walk(group: Group, startAt: number, deps: WalkDeps): Promise<void> {
  const writers = group.steps.map((step) => createWriter(step, deps.plan));
  const port = deps.plan.ports[startAt % deps.plan.ports.length];
  if (port === undefined) throw new Error('a load without a server');
  const paceMs = group.perSecond === null ? 0 : (1000 * group.connections) / group.perSecond;
  let connection: Connection | null = null;
  let faultsInARow = 0;
  // Spread, so that a mix is a mix at every moment, and a pace is even.
  if (paceMs > 0) await sleep((paceMs * startAt) / group.connections);
  for (let turn = startAt; !deps.isOver(); turn += 1) {
    const writer = writers[turn % writers.length];
    if (writer === undefined) return;
    const startedAtMs = performance.now();
    try {
      if (!connection?.isOpen()) connection = await openConnection(port);
      deps.tally.note(await writer(connection, deps.newUsername));
      faultsInARow = 0;
    } catch (error) {
      connection?.close();
      connection = null;
      faultsInARow += 1;
      deps.tally.note({ tookMs: performance.now() - startedAtMs, error: String(error) });
      if (faultsInARow > MAX_FAULTS_IN_A_ROW) throw error;
    }
    const pauseMs = paceMs - (performance.now() - startedAtMs);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  connection?.close();
}

type Writer = (
  connection: Connection,
  newUsername: () => string,
) => Promise<{ tookMs: number; error: string | null }>;

/** Takes the step's text apart once; what is left for each request is joining it. */
function createWriter(step: Step, plan: WalkDeps['plan']): Writer {
  const ask = createAsk(step, plan.headers);
  const { followUp } = step;
  const askNext = followUp && createAsk(followUp, plan.headers);
  return async (connection, newUsername) => {
    const first = await ask(connection, { newUsername, offer: '' });
    if (askNext === null || first.error !== null) return first;
    const offer = /"id":"([^"]+)"/.exec(first.text)?.[1] ?? '';
    return askNext(connection, { newUsername, offer });
  };
}

function createAsk(step: Step, headers: Readonly<Record<string, string>>) {
  const parts = step.body.split(USERNAME_MARK);
  const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${Object.entries(
    headers,
  )
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}content-length: `;
  const hasOffer = step.body.includes(OFFER_MARK);
  return async (
    connection: Connection,
    { newUsername, offer }: { newUsername: () => string; offer: string },
  ) => {
    let username = '';
    let body = parts[0] ?? '';
    for (let index = 1; index < parts.length; index += 1) {
      username = newUsername();
      body += username + parts[index];
    }
    if (hasOffer) body = body.replace(OFFER_MARK, offer);
    const startedAtMs = performance.now();
    const { status, text } = await connection.request(`${head}${body.length}\r\n\r\n${body}`);
    const tookMs = performance.now() - startedAtMs;
    const isRight =
      status === step.status &&
      text.includes(step.mustHold.replace(USERNAME_MARK, username)) &&
      (step.mustNotHold === null || !text.includes(step.mustNotHold));
    return { tookMs, text, error: isRight ? null : text.slice(0, 500) };
  };
}
