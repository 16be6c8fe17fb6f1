import { readFileSync } from 'node:fs';
import { createIspCatalogue, DEFAULT_ISPS, parseIsps } from '../../src/datasources/isps.js';

describe('the default catalogue (upstream.md section 7)', () => {
  it('is the fourteen of the source document in its order', () => {
    expect(DEFAULT_ISPS.map(({ name, slug }) => `${name}: ${slug}`)).toEqual([
      'Airson Internet: airson-internet',
      'Broadband Solutions: broadband-solutions',
      'Everest Wireless: everest-wireless',
      'Fast Speed: fast-speed',
      'Fiberworld Communication: fiberworld-communication',
      'Hons: hons',
      'Janaki Cable Network: janaki-cable-network',
      'Sahaj Network: sahaj-network',
      'Super Eight Networks: super-eight-networks',
      'Ultra Net: ultra-net',
      'Unified Communication ISP: unified-communication-isp',
      'BBN Internet: bbn-internet',
      'Pokhara Internet Lekhnath: pokhara-internet-lekhnath',
      'VNS: vns',
    ]);
  });

  it('finds by exact slug, and cannot be changed', () => {
    const catalogue = createIspCatalogue(DEFAULT_ISPS);
    expect(catalogue.find('vns')).toEqual({ slug: 'vns', name: 'VNS' });
    expect(catalogue.find('VNS')).toBeNull();
    expect(catalogue.find('__proto__')).toBeNull();
    expect(catalogue.list()).toHaveLength(14);
    expect(Object.isFrozen(catalogue.list()) && Object.isFrozen(catalogue.list()[0])).toBe(true);
  });
});

describe('an ISPs file', () => {
  it('is read in its order', () => {
    expect(parseIsps('[{"slug":"techminds","name":" Techminds "},{"slug":"vns","name":"VNS"}]')).toEqual([
      { slug: 'techminds', name: 'Techminds' },
      { slug: 'vns', name: 'VNS' },
    ]);
  });

  it.each([
    ['not JSON', '[', 'the ISPs file is not JSON'],
    ['no list', '{}', 'expected array'],
    ['empty', '[]', 'Too small'],
    [
      'too long',
      JSON.stringify(Array.from({ length: 201 }, (_, index) => ({ slug: `s${index}`, name: 'n' }))),
      'Too big',
    ],
    ['a bad slug', '[{"slug":"Bad Slug","name":"n"}]', '[0].slug: must be lower-case'],
    ['a slug twice', '[{"slug":"a","name":"n"},{"slug":"a","name":"m"}]', '[1].slug: "a" is there twice'],
    ['an empty name', '[{"slug":"a","name":"  "}]', '[0].name'],
    ['a long name', JSON.stringify([{ slug: 'a', name: 'n'.repeat(101) }]), '[0].name'],
    ['an unknown field', '[{"slug":"a","name":"n","url":"x"}]', '"url"'],
    ['two faults, both named', '[{"slug":"A"}]', '[0].name'],
  ])('%s', (_, json, message) => {
    expect(() => parseIsps(json)).toThrow(message);
  });

  it('has an import of nothing but zod', () => {
    const source = readFileSync('src/datasources/isps.ts', 'utf8');
    expect(source.match(/from '([^']+)'/g)).toEqual(["from 'zod'"]);
  });
});
