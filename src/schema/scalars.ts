import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDecimal } from '../values/decimal.js';

const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  const date = typeof value === 'string' && INSTANT_PATTERN.test(value) ? new Date(value) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new GraphQLError('DateTime must be an RFC 3339 instant, such as "2026-11-23T08:15:00.000Z"');
  }
  return date;
}

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in UTC, RFC 3339, such as "2026-11-23T08:15:00.000Z".',
  serialize(value) {
    if (!(value instanceof Date)) throw new GraphQLError('DateTime can only show an instant');
    return value.toISOString();
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

function checkDecimal(value: unknown): string {
  if (typeof value !== 'string' || !isDecimal(value)) {
    throw new GraphQLError('Decimal must be a decimal number in a string, such as "1232.00"');
  }
  return value;
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number carried as a string, such as "1232.00" or "9995285594.37663".',
  serialize: checkDecimal,
  parseValue: checkDecimal,
  parseLiteral: (node) => checkDecimal(node.kind === Kind.STRING ? node.value : null),
});
