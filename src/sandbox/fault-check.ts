import { readUnits } from './decimal.js';
import { FAULT_KINDS, type FaultRequest, OPERATIONS, type Operation } from './fault.js';
import { issue } from './issue.js';
import { isJsonObject } from './json-text.js';
import { LIMIT } from './limit.js';

const TEXT_OPTIONS = ['username', 'reference', 'code', 'message', 'state', 'decideState', 'location'];
const FLAG_OPTIONS = ['bare', 'charged', 'statusFlag', 'refundedFlag'];
const COUNT_OPTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  times: [1, LIMIT.transactions],
  delayMs: [0, LIMIT.waitMs],
  httpStatus: [200, 599],
  sizeBytes: [1, LIMIT.hugeBodyBytes],
};
const OTHER_OPTIONS = ['operation', 'kind', 'amount', 'details'];
const OPTIONS = new Set([...TEXT_OPTIONS, ...FLAG_OPTIONS, ...Object.keys(COUNT_OPTIONS), ...OTHER_OPTIONS]);

/**
 * Checks a fault that came from outside.
 * @param value plain JSON, numbers as numbers.
 * @throws an issue that names every option that is wrong.
 */
export function checkFault(value: unknown): FaultRequest {
  if (!isJsonObject(value)) throw issue('a fault is a JSON object');
  const wrong = [...listWrongNames(value), ...listWrongOptions(value)];
  if (wrong.length > 0) throw issue(wrong.join('; '));
  return value as unknown as FaultRequest;
}

function listWrongNames({ operation, kind }: Record<string, unknown>): string[] {
  const wrong: string[] = [];
  if (!OPERATIONS.includes(operation as Operation))
    wrong.push(`operation must be one of ${OPERATIONS.join(', ')}`);
  const known = Object.hasOwn(FAULT_KINDS, String(kind)) && FAULT_KINDS[kind as keyof typeof FAULT_KINDS];
  if (!known) wrong.push(`kind must be one of ${Object.keys(FAULT_KINDS).join(', ')}`);
  else if (!(known.on as readonly unknown[]).includes(operation))
    wrong.push(`kind ${String(kind)} applies to ${known.on.join(', ')} only`);
  return wrong;
}

function listWrongOptions(value: Record<string, unknown>): string[] {
  const wrong: string[] = [];
  for (const [name, option] of Object.entries(value)) {
    const bounds = COUNT_OPTIONS[name];
    if (!OPTIONS.has(name)) wrong.push(`${name} is no option of a fault`);
    else if (option === undefined) continue;
    else if (TEXT_OPTIONS.includes(name) && typeof option !== 'string') wrong.push(`${name} must be a text`);
    else if (FLAG_OPTIONS.includes(name) && typeof option !== 'boolean')
      wrong.push(`${name} must be true or false`);
    else if (bounds && !(Number.isInteger(option) && isWithin(Number(option), bounds)))
      wrong.push(`${name} must be a whole number from ${bounds[0]} to ${bounds[1]}`);
    else if (name === 'amount' && (typeof option !== 'string' || readUnits(option) === undefined))
      wrong.push('amount must be a decimal text such as "999.00"');
    else if (name === 'details' && typeof option !== 'string' && !isJsonObject(option))
      wrong.push('details must be a text or an object');
  }
  return wrong;
}

function isWithin(count: number, [least, most]: readonly [number, number]): boolean {
  return count >= least && count <= most;
}
