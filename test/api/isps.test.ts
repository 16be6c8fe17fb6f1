import { IspsDocument } from '../../client/generated/graphql.js';
import { startService, type TestService } from '../support/service.js';

/** From the source document, in its order. */
const DOCUMENTED = [
  ['Airson Internet', 'airson-internet'],
  ['Broadband Solutions', 'broadband-solutions'],
  ['Everest Wireless', 'everest-wireless'],
  ['Fast Speed', 'fast-speed'],
  ['Fiberworld Communication', 'fiberworld-communication'],
  ['Hons', 'hons'],
  ['Janaki Cable Network', 'janaki-cable-network'],
  ['Sahaj Network', 'sahaj-network'],
  ['Super Eight Networks', 'super-eight-networks'],
  ['Ultra Net', 'ultra-net'],
  ['Unified Communication ISP', 'unified-communication-isp'],
  ['BBN Internet', 'bbn-internet'],
  ['Pokhara Internet Lekhnath', 'pokhara-internet-lekhnath'],
  ['VNS', 'vns'],
];

describe('isps', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  test('are the fourteen of the source document, in its order', async () => {
    const { data } = await service.ask(IspsDocument);
    expect(data?.isps.map(({ name, slug }) => [name, slug])).toEqual(DOCUMENTED);
  });

  test('are open to anybody, with no call upstream', async () => {
    const { data } = await service.ask(IspsDocument, undefined, { apiKey: null });
    expect(data?.isps).toHaveLength(14);
    expect(service.sandbox.control.requests().counts.details).toBe(0);
  });

  test('can be asked for one by one, and an unknown one is null', async () => {
    const { data } = await service.ask<{ vns: unknown; none: unknown }, undefined>(
      '{ vns: isp(slug: "vns") { name } none: isp(slug: "nobody") { name } }',
    );
    expect(data).toEqual({ vns: { name: 'VNS' }, none: null });
  });
});
