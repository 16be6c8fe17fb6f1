import 'reflect-metadata';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { ArgumentValidationError } from 'type-graphql';
import { validateInput } from '../../src/resolvers/validate-input.js';
import {
  IspArgs,
  RenewalArgs,
  RenewalFilter,
  RenewalsArgs,
  RenewInput,
  SubscriberArgs,
} from '../../src/schema/inputs.js';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    'vns',
    'plain',
    ' plain ',
    'a\u0000b',
    'é'.repeat(50),
    'é'.repeat(51),
    'x'.repeat(4_097),
  ),
  fc.constant(undefined),
  fc.constant(null),
);

function put<Input extends object>(Class: new () => Input, fields: object): Input {
  return Object.assign(new Class(), fields);
}

const anyInput = fc.oneof(
  text.map((slug) => put(IspArgs, { slug })),
  fc.tuple(text, text).map(([slug, username]) => put(SubscriberArgs, { slug, username })),
  text.map((id) => put(RenewalArgs, { id })),
  fc.tuple(text, text).map(([offerId, idempotencyKey]) => put(RenewInput, { offerId, idempotencyKey })),
  fc
    .tuple(fc.integer({ min: -5, max: 200 }), text, text)
    .map(([first, after, username]) =>
      put(RenewalsArgs, { first, after, filter: put(RenewalFilter, { username }) }),
    ),
);

function faultsOf(input: object): unknown {
  try {
    validateInput(input);
    return [];
  } catch (error) {
    if (error instanceof ArgumentValidationError) return error.extensions.validationErrors;
    throw error;
  }
}

describe('validating an input', () => {
  test('finds what class-validator finds, all of it and nothing else', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const expected = validateSync(input, {
          skipMissingProperties: true,
          forbidUnknownValues: false,
          validationError: { target: false, value: false },
        });
        expect(faultsOf(input)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('leaves alone what is no object', () => {
    for (const input of [undefined, null, 5, 'text']) expect(() => validateInput(input)).not.toThrow();
  });
});
