import { readFileSync } from 'node:fs';
import { composeWithApollo, composeWithHive } from './compose.ts';
import { ordersSdl } from './orders/subgraph.ts';

// `node print-supergraph.ts [hive|apollo]`: the supergraph as text, for a router that reads a file.
const { RENEWALS_URL = 'http://127.0.0.1:4001/graphql', ORDERS_URL = 'http://127.0.0.1:4002/' } = process.env;
const compose = process.argv[2] === 'apollo' ? composeWithApollo : composeWithHive;
const renewalsSdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
const subgraphs = [
  { name: 'renewals', url: RENEWALS_URL, sdl: renewalsSdl },
  { name: 'orders', url: ORDERS_URL, sdl: ordersSdl },
];
process.stdout.write(`${compose(subgraphs)}\n`);
