import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** What a first visit to each page may load in script, in gzip: a phone on a slow line waits for it. */
const MAX_SCRIPT_BYTES: Readonly<Record<string, number>> = { index: 110_000, console: 120_000 };
const ENTRIES = Object.keys(MAX_SCRIPT_BYTES);

/** Two pages, one bundle each with what they share between them, into dist/web; src/http/web.ts serves them. */
export default defineConfig(({ command }) => {
  // Whoever builds under another name, a test for one, would get all of React's debugging into the pages.
  process.env['NODE_ENV'] = command === 'build' ? 'production' : 'development';
  return SETTINGS;
});

const SETTINGS: UserConfig = {
  root: 'web',
  publicDir: false,
  build: {
    outDir: resolve('dist/web'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // A data: URI would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: ENTRIES.map((name) => resolve('web', `${name}.html`)) },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/readyz', '/metrics'].map((path) => [path, 'http://127.0.0.1:4000']),
    ),
  },
  plugins: [imitateService(), limitScript(), precompress(resolve('dist/web/assets'))],
};

/** While developing, the pages stand where the service has them, and over its sandbox. */
function imitateService(): Plugin {
  return {
    name: 'imitate-service',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace('data-mode="live"', 'data-mode="sandbox"'),
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (request.url === '/console') request.url = '/console.html';
        next();
      });
    },
  };
}

/** Fails the build when a page has grown too heavy, rather than letting somebody notice on a phone. */
function limitScript(): Plugin {
  return {
    name: 'limit-script',
    apply: 'build',
    generateBundle(_options, bundle) {
      const measure = (fileName: string, seen = new Set<string>()): number => {
        const file = bundle[fileName];
        if (file?.type !== 'chunk' || seen.has(fileName)) return 0;
        seen.add(fileName);
        const imported = file.imports.reduce((total, name) => total + measure(name, seen), 0);
        return gzipSync(file.code).byteLength + imported;
      };
      for (const { fileName, name } of Object.values(bundle).filter(
        (file) => file.type === 'chunk' && file.isEntry,
      )) {
        const bytes = measure(fileName);
        this.info(`${name}: ${bytes} bytes of script on the first load`);
        const most = MAX_SCRIPT_BYTES[String(name)] ?? 0;
        if (bytes > most) {
          this.error(`the page "${name}" loads ${bytes} bytes of script; at most ${most} are allowed`);
        }
      }
    },
  };
}

/** Once here instead of at every request: the server picks the file that a browser can read. */
function precompress(folder: string): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle() {
      const names = await readdir(folder);
      await Promise.all(
        names.filter((name) => /\.(js|css|svg)$/.test(name)).map((name) => compress(join(folder, name))),
      );
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
