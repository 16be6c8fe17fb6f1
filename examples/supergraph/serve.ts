import { readFileSync } from 'node:fs';
import type { Subgraph } from './compose.ts';
import { startRouter } from './routers/router.ts';

// `node serve.ts hive|apollo FILE`: a router alone, in front of the subgraphs of a file `[{"name","url","sdl"}]`.
const [name = 'hive', file = 'subgraphs.json'] = process.argv.slice(2);
const subgraphs = JSON.parse(readFileSync(file, 'utf8')) as Subgraph[];
const url = await startRouter(name, { subgraphs, port: Number(process.env['PORT'] ?? 4000) });
process.stdout.write(`  Supergraph  ${url}   (${name})\n`);
