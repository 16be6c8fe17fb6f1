import {
  getMetadataStorage,
  type ValidationArguments,
  ValidationTypes,
  type ValidatorOptions,
  validateSync,
} from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

/** An error never carries the caller's input (design.md). What is absent is GraphQL's to judge. */
const OPTIONS: ValidatorOptions = {
  skipMissingProperties: true,
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
};

type InputClass = abstract new (...args: never[]) => object;
/** True when every rule of a class holds. */
type HoldsAll = (input: object) => boolean;

const compiled = new Map<InputClass, HoldsAll | null>();

/**
 * Runs class-validator over arguments and inputs. Its rules are read once for each class and then called by themselves: gathering
 * them anew for each input takes far longer than applying them (docs/performance.md). Where one does not hold, or a
 * class has rules about rules, class-validator has the word.
 * @throws ArgumentValidationError that names every fault.
 */
export function validateInput(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  const inputClass = input.constructor as InputClass;
  let holdsAll = compiled.get(inputClass);
  if (holdsAll === undefined) {
    holdsAll = compile(inputClass);
    compiled.set(inputClass, holdsAll);
  }
  if (holdsAll?.(input)) return;
  const errors = validateSync(input, OPTIONS);
  if (errors.length > 0) throw new ArgumentValidationError(errors);
}

/** Null for a class with optional, nested or conditional rules, or none at all. */
function compile(inputClass: InputClass): HoldsAll | null {
  const storage = getMetadataStorage();
  const rules = storage.getTargetValidationMetadatas(inputClass, '', false, false);
  const isPlain = rules.every(({ type, each }) => type === ValidationTypes.CUSTOM_VALIDATION && !each);
  if (rules.length === 0 || !isPlain) return null;
  const checks = rules.flatMap(({ propertyName, constraints, constraintCls }) =>
    storage.getTargetValidatorConstraints(constraintCls).map((constraint) => {
      return (input: object): boolean => {
        const value = (input as Readonly<Record<string, unknown>>)[propertyName];
        const isAbsent = value === undefined || value === null;
        const args: ValidationArguments = {
          value,
          constraints,
          targetName: inputClass.name,
          object: input,
          property: propertyName,
        };
        return isAbsent || (!constraint.async && constraint.instance.validate(value, args) === true);
      };
    }),
  );
  return (input) => checks.every((check) => check(input));
}
