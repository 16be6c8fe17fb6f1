/** The fourteen service slugs, in the order of the source document. */
export const ISP_SLUGS: readonly string[] = [
  'airson-internet',
  'broadband-solutions',
  'everest-wireless',
  'fast-speed',
  'fiberworld-communication',
  'hons',
  'janaki-cable-network',
  'sahaj-network',
  'super-eight-networks',
  'ultra-net',
  'unified-communication-isp',
  'bbn-internet',
  'pokhara-internet-lekhnath',
  'vns',
];
