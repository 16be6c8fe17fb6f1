import { type LockedPackages, listLocked } from './locked-packages.js';

/** CycloneDX as `npm sbom` writes it, as far as it is read here. */
interface Sbom {
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> };
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * Takes what is for development only out of a complete list. `npm sbom --omit dev` would do that, and also leaves out what ships
 * when a development tool needs it too: npm 11.19 loses graphql, pg and zod. It names the project by its folder besides.
 */
export function keepShipped(
  sbomJson: string,
  { name, packages }: { name: string; packages: LockedPackages },
): string {
  const sbom = JSON.parse(sbomJson) as Sbom;
  const shipped = new Set(
    listLocked(packages)
      .filter(({ isDevelopment }) => !isDevelopment)
      .map(({ id }) => id),
  );
  const root = sbom.metadata.component['bom-ref'];
  const direct = Object.keys(packages['']?.dependencies ?? {});
  /** What the project itself asks for only to be developed may still ship, as a part of something else. */
  const isAskedFor = (id: string) => direct.includes(id.slice(0, id.lastIndexOf('@')));
  const kept = {
    ...sbom,
    metadata: { ...sbom.metadata, component: { ...sbom.metadata.component, name } },
    components: sbom.components.filter((component) => shipped.has(component['bom-ref'])),
    dependencies: sbom.dependencies
      .filter(({ ref }) => ref === root || shipped.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((other) => (ref === root ? isAskedFor(other) : shipped.has(other))),
      })),
  };
  return `${JSON.stringify(kept, null, 2)}\n`;
}
