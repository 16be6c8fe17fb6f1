import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../../src/simulation/mutants/list.js';
import { openWorkshop, sow } from '../../src/simulation/mutants/workshop.js';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..');

describe('the mutants', () => {
  it('are many, and each has its own name', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('"%s" fits the source', (_, mutant) => {
    const source = readFileSync(join(PROJECT_FOLDER, 'src', mutant.file), 'utf8');
    expect(sow(source, mutant)).not.toBe(source);
  });

  it('fail when their text is missing or repeated', () => {
    const [mutant] = MUTANTS;
    if (mutant === undefined) throw new Error('there are no mutants');
    expect(() => sow('', mutant)).toThrow(`mutant "${mutant.name}": its text occurs 0 times`);
    expect(() => sow(mutant.find.repeat(2), mutant)).toThrow('occurs 2 times');
  });

  it('are caught: a broken promise ends the run with its rule and its seed', () => {
    const mutant = MUTANTS.find(({ name }) => name === 'record after send');
    if (mutant === undefined) throw new Error('the mutant is gone');
    const workshop = openWorkshop(PROJECT_FOLDER);
    try {
      const caught = workshop.hunt(mutant, { seeds: 500, workers: 1 });
      expect(caught).toMatchObject({ rule: 'b: recorded before it is sent' });
    } finally {
      workshop.close();
    }
  }, 60_000);
});
