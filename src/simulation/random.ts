/** A small seeded generator (sfc32): the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True with this probability, from 0 to 1. */
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
}

const SCALE = 2 ** 32;
/** Rounds before the first number is used: until then, neighbouring seeds look alike. */
const WARM_UP_ROUNDS = 12;

export function createRandom(seed: number): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / SCALE) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / SCALE;
  }
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next();

  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => probability > 0 && next() < probability,
    pick: <Item>(items: readonly Item[]): Item => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('there is nothing to pick from');
      return item;
    },
  };
}
