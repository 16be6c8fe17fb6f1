import { type ValidatorOptions, validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

/** An error never carries the caller's input (design.md). What is absent is GraphQL's to judge. */
const OPTIONS: ValidatorOptions = {
  skipMissingProperties: true,
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
};

/**
 * Runs class-validator over arguments and inputs: nothing here is asynchronous, and TypeGraphQL's own way loads the validator anew and
 * waits for it at each call.
 * @throws ArgumentValidationError that names every fault.
 */
export function validateInput(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  const errors = validateSync(input, OPTIONS);
  if (errors.length > 0) throw new ArgumentValidationError(errors);
}
