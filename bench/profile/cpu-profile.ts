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
}

export interface SelfTime {
  /** A package, a folder of src, a part of Node, or one of V8's own: (garbage collector), (program). */
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
  const nodes = new Map(profile.nodes.map((node) => [node.id, describe(node)]));
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

function describe({ callFrame: { functionName, url, lineNumber } }: ProfileNode) {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return {
    owner: nameOwner(url, functionName),
    functionName: functionName || '(anonymous)',
    place: url === '' ? '' : `${file}:${lineNumber + 1}`,
  };
}

function nameOwner(url: string, functionName: string): string {
  const packageName = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (packageName !== undefined) return packageName;
  const folder = /\/dist\/(src(?:\/[^/]+)*)\/[^/]+$/.exec(url)?.[1];
  if (folder !== undefined) return folder;
  if (url.startsWith('node:')) return nameNodePart(url);
  return functionName.startsWith('(') ? functionName : 'V8 built-ins';
}

/** Such as `node:internal/crypto` or `node:_http_outgoing`: two steps say enough. */
function nameNodePart(url: string): string {
  return url.split('/').slice(0, 2).join('/');
}
