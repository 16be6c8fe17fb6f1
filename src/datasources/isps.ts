import { z } from 'zod';

/** An internet provider that is sold through HashCNet. */
export interface Isp {
  /** The upstream's `service_slug`. */
  readonly slug: string;
  readonly name: string;
}

export interface IspCatalogue {
  /** In the catalogue's order. */
  list(): readonly Isp[];
  /** By exact slug; null when the catalogue does not have it. */
  find(slug: string): Isp | null;
}

/** The fourteen of the source document, in its order (upstream.md section 7). */
export const DEFAULT_ISPS: readonly Isp[] = freezeAll([
  { slug: 'airson-internet', name: 'Airson Internet' },
  { slug: 'broadband-solutions', name: 'Broadband Solutions' },
  { slug: 'everest-wireless', name: 'Everest Wireless' },
  { slug: 'fast-speed', name: 'Fast Speed' },
  { slug: 'fiberworld-communication', name: 'Fiberworld Communication' },
  { slug: 'hons', name: 'Hons' },
  { slug: 'janaki-cable-network', name: 'Janaki Cable Network' },
  { slug: 'sahaj-network', name: 'Sahaj Network' },
  { slug: 'super-eight-networks', name: 'Super Eight Networks' },
  { slug: 'ultra-net', name: 'Ultra Net' },
  { slug: 'unified-communication-isp', name: 'Unified Communication ISP' },
  { slug: 'bbn-internet', name: 'BBN Internet' },
  { slug: 'pokhara-internet-lekhnath', name: 'Pokhara Internet Lekhnath' },
  { slug: 'vns', name: 'VNS' },
]);

export function createIspCatalogue(isps: readonly Isp[]): IspCatalogue {
  const all = freezeAll(isps);
  const bySlug = new Map(all.map((isp) => [isp.slug, isp]));
  return Object.freeze({ list: () => all, find: (slug: string) => bySlug.get(slug) ?? null });
}

const ispSchema = z.strictObject({
  slug: z
    .string()
    .max(50)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single hyphens'),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{C}*$/u, 'must not hold control characters'),
});

const ispsSchema = z
  .array(ispSchema)
  .min(1)
  .max(200)
  .superRefine((isps, context) => {
    const seen = new Set<string>();
    for (const [index, { slug }] of isps.entries()) {
      if (seen.has(slug)) {
        context.addIssue({ code: 'custom', path: [index, 'slug'], message: `"${slug}" is there twice` });
      }
      seen.add(slug);
    }
  });

/**
 * Reads an ISPs file, `[{"slug","name"}]` (upstream.md section 7, `HASHCNET_ISPS_FILE`).
 * Throws an Error that names every fault by its place, such as `[2].slug: ...`.
 */
export function parseIsps(json: string): readonly Isp[] {
  const result = ispsSchema.safeParse(parseJson(json));
  if (!result.success) {
    throw new Error(`the ISPs file is wrong: ${result.error.issues.map(describe).join('; ')}`);
  }
  return freezeAll(result.data);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('the ISPs file is not JSON');
  }
}

function describe(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

function freezeAll(isps: readonly Isp[]): readonly Isp[] {
  return Object.freeze(isps.map(({ slug, name }) => Object.freeze({ slug, name })));
}
