/** What V8 writes with --cpu-prof; only what is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Monotonic, in microseconds. */
  readonly startTime: number;
  /** The node on top at each sample, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly children?: readonly number[];
}

export interface SelfTime {
  /** A package, a folder of src, a part of Node, or (garbage collector) and the like; native code is its caller's. */
  readonly owner: string;
  readonly functionName: string;
  /** Such as `sql.ledger.js:40`. */
  readonly place: string;
  readonly selfUs: number;
}

/** Adds up the time of each function, its callees' left out, between two moments; idle time is left out. */
export function addUpSelfTimes(
  profile: CpuProfile,
  { beganAtUs, endedAtUs }: { beganAtUs: number; endedAtUs: number },
): SelfTime[] {
  const times = new Map<string, SelfTime>();
  const nodes = describeNodes(profile.nodes);
  let nowUs = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    const deltaUs = profile.timeDeltas[index] ?? 0;
    nowUs += deltaUs;
    const node = nodes.get(id);
    if (node === undefined || node.functionName === '(idle)' || nowUs < beganAtUs || nowUs > endedAtUs)
      continue;
    const key = `${node.owner} ${node.functionName} ${node.place}`;
    times.set(key, { ...node, selfUs: (times.get(key)?.selfUs ?? 0) + deltaUs });
  }
  return [...times.values()].sort((a, b) => b.selfUs - a.selfUs);
}

export function sumByOwner(times: readonly SelfTime[]): { owner: string; selfUs: number }[] {
  const sums = new Map<string, number>();
  for (const { owner, selfUs } of times) sums.set(owner, (sums.get(owner) ?? 0) + selfUs);
  return [...sums].map(([owner, selfUs]) => ({ owner, selfUs })).sort((a, b) => b.selfUs - a.selfUs);
}

type Described = Omit<SelfTime, 'selfUs'>;

/** Callers stand before those they call, so one pass is enough to hand their owner down to native code. */
function describeNodes(nodes: readonly ProfileNode[]): Map<number, Described> {
  const described = new Map<number, Described>();
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const caller = described.get(callers.get(id) ?? -1);
    described.set(id, {
      owner: nameOwner(url) ?? (functionName.startsWith('(') ? functionName : (caller?.owner ?? 'V8')),
      functionName: functionName || '(anonymous)',
      place: url === '' ? 'native' : `${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}`,
    });
  }
  return described;
}

/** Null for native code. */
function nameOwner(url: string): string | null {
  if (url === '') return null;
  const packageName = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (packageName !== undefined) return packageName;
  const folder = /\/dist\/(src(?:\/[^/]+)*)\/[^/]+$/.exec(url)?.[1];
  return folder ?? nameNodePart(url);
}

/** Such as `node:internal/crypto` or `node:_http_outgoing`: two steps say enough. */
function nameNodePart(url: string): string {
  return url.split('/').slice(0, 2).join('/');
}
