import { createRecent, rememberVerdicts } from '../../src/values/recent.js';

const nameOf = (index: number) => `name ${index}`;

function fill(limit: number, count: number) {
  const recent = createRecent<number>(limit);
  for (let index = 0; index < count; index += 1) recent.put(nameOf(index), index);
  return recent;
}

describe('what is recent', () => {
  it('is found by its name, and nothing else is', () => {
    const recent = fill(10, 3);
    expect(recent.find('name 2')).toBe(2);
    expect(recent.find('name 3')).toBeUndefined();
    recent.put('name 2', 7);
    expect(recent.find('name 2')).toBe(7);
  });

  it.each([1, 2, 10, 11, 100])('is never more than %d, and always the last half of that', (limit) => {
    for (let count = 1; count < 5 * limit; count += 1) {
      const names = Array.from({ length: count }, (_, index) => nameOf(index));
      // Looked for in a copy each: being found keeps a name.
      const held = names.filter((name) => fill(limit, count).find(name) !== undefined);
      expect(held.length).toBeLessThanOrEqual(Math.max(limit, 2));
      expect(held).toEqual(names.slice(count - held.length));
      expect(held.length).toBeGreaterThanOrEqual(Math.min(count, Math.floor(limit / 2)));
      if (count > 60) break;
    }
  });

  it('stays as long as it is asked for, whoever else comes', () => {
    const recent = createRecent<string>(10);
    recent.put('kept', 'value');
    for (let index = 0; index < 1_000; index += 1) {
      recent.put(nameOf(index), 'other');
      expect(recent.find('kept')).toBe('value');
    }
  });

  it('is the latest, also where an earlier value is in the older generation', () => {
    const recent = fill(4, 3);
    recent.put('name 0', 9);
    expect(recent.find('name 0')).toBe(9);
  });

  it('put again takes no other place', () => {
    const recent = createRecent<number>(2);
    recent.put('a', 1);
    for (let count = 0; count < 9; count += 1) recent.put('b', count);
    expect([recent.find('a'), recent.find('b')]).toEqual([1, 8]);
  });
});

describe('remembered verdicts', () => {
  it('are asked for once, also those that are false, but each time of a name that is too long', () => {
    const asked: string[] = [];
    const isEven = rememberVerdicts(
      (name) => {
        asked.push(name);
        return name.length % 2 === 0;
      },
      { limit: 10, maxLength: 3 },
    );
    const names = ['a', 'ab', 'abc', 'abcd', 'abcde'];
    for (let time = 0; time < 2; time += 1)
      expect(names.map(isEven)).toEqual([false, true, false, true, false]);
    expect(asked).toEqual([...names, 'abcd', 'abcde']);
  });
});
