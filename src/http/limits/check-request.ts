import { type DocumentNode, Kind, parse, type ValueNode, visit } from 'graphql';
import type { OperationLimits } from '../../config.js';
import { rememberVerdicts } from '../../values/recent.js';
import { type MeasureOptions, measureOperations, type OperationSize } from './measure-operation.js';

/** A GraphQL request as it came, nothing of it checked. */
export interface RawRequest {
  readonly query?: unknown;
  readonly variables?: unknown;
}

/** Says why a request cannot be taken, most often because it is too large, in a sentence for its sender; null when it can. */
export type CheckRequest = (request: RawRequest) => string | null;

/** What is remembered of a text: its fault, or how its `_entities` get their representations. */
interface Verdict {
  readonly fault: string | null;
  readonly entityArguments: readonly ValueNode[];
}

const REMEMBERED_TEXTS = 1000;
const REMEMBERED_LENGTH = 8192;

/**
 * Checks requests before GraphQL sees them: validation itself can be made to work for minutes by a short text. A text that
 * does not parse is passed on, to be answered as such. Verdicts are remembered, since most clients send few texts.
 */
export function createRequestCheck(limits: OperationLimits, options: MeasureOptions): CheckRequest {
  const judge = rememberVerdicts((text) => judgeText(text, limits, options), {
    limit: REMEMBERED_TEXTS,
    maxLength: REMEMBERED_LENGTH,
  });

  return ({ query, variables }) => {
    if (typeof query !== 'string') return null;
    const { fault, entityArguments } = judge(query);
    if (fault !== null) return fault;
    const asked = entityArguments.reduce((sum, value) => sum + countItems(value, variables), 0);
    return asked > limits.entities ? tooMany('entities', limits) : null;
  };
}

function judgeText(text: string, limits: OperationLimits, options: MeasureOptions): Verdict {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    const isTooLong = error instanceof Error && error.message.includes(`more that ${limits.tokens} tokens`);
    return { fault: isTooLong ? tooMany('tokens', limits) : null, entityArguments: [] };
  }
  const isSubscription = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription',
  );
  if (isSubscription) return { fault: 'There are no subscriptions here.', entityArguments: [] };
  const fault = measureOperations(document, options)
    .map((size) => findFault(size, limits))
    .find((found) => found !== null);
  return { fault: fault ?? null, entityArguments: listEntityArguments(document) };
}

const COUNTED = ['depth', 'aliases', 'rootFields', 'directives', 'fields'] as const;

function findFault(size: OperationSize, limits: OperationLimits): string | null {
  const exceeded = COUNTED.find((what) => size[what] > limits[what]);
  return exceeded === undefined ? null : tooMany(exceeded, limits);
}

const NAMES: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: 'tokens',
  depth: 'levels of depth',
  aliases: 'aliases',
  rootFields: 'root fields',
  directives: 'directives',
  fields: 'fields',
  entities: 'entities',
};

function tooMany(what: keyof OperationLimits, limits: OperationLimits): string {
  return `The operation is too large: at most ${limits[what]} ${NAMES[what]} are allowed.`;
}

/**
 * The values given to `_entities(representations:)` anywhere in a document, with those that stand as defaults of variables:
 * counted together, since each can be answered.
 */
function listEntityArguments(document: DocumentNode): ValueNode[] {
  const found: ValueNode[] = [];
  visit(document, {
    Field: ({ name, arguments: given = [] }) => {
      if (name.value === '_entities') found.push(...given.map(({ value }) => value));
    },
    VariableDefinition: ({ defaultValue }) => {
      if (defaultValue?.kind === Kind.LIST) found.push(defaultValue);
    },
  });
  return found;
}

function countItems(value: ValueNode, variables: unknown): number {
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE || typeof variables !== 'object' || variables === null) return 1;
  const given = (variables as Record<string, unknown>)[value.name.value];
  return Array.isArray(given) ? given.length : 1;
}
