import { ValidateBy } from 'class-validator';
import { parseUsername } from '../values/username.js';

/** class-validator's form of `parseUsername`. */
export function IsUsername(): PropertyDecorator {
  return ValidateBy({
    name: 'isUsername',
    validator: {
      validate: (value) => typeof value === 'string' && parseUsername(value) !== null,
      defaultMessage: () => '$property must be 1 to 50 characters after trimming, without control characters',
    },
  });
}
