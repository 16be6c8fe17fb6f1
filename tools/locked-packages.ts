interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** `packages` of package-lock.json by their folders, as far as it is read here; the project itself is at ''. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** Every installed package, as `name@version`; the project itself is none. */
export function listLocked(packages: LockedPackages) {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license, dev = false }]) => ({
      id: `${path.replace(/^.*node_modules\//, '')}@${version}`,
      license,
      isDevelopment: dev,
    }));
}
