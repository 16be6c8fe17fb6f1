import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const FOLDER = 'deploy/kubernetes';

export interface Manifest {
  readonly path: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** A patch has only what it changes. */
  readonly isPatch: boolean;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Every YAML document under deploy/kubernetes. */
export function readManifests(): Manifest[] {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.yaml'),
  );
  return paths.sort().flatMap((path) =>
    // YAML 1.1, as Kubernetes reads it: 0440 is octal there.
    parseAllDocuments(readFileSync(join(FOLDER, path), 'utf8'), { version: '1.1' }).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      const content = document.toJS() as Record<string, unknown>;
      const { apiVersion, kind } = content;
      return {
        path,
        apiVersion: String(apiVersion),
        kind: String(kind),
        isPatch: path.endsWith('-patch.yaml'),
        content,
      };
    }),
  );
}
