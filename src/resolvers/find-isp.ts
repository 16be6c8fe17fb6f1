import type { Isp } from '../schema/isp.type.js';
import type { Services } from './context.js';

/** The ISP of something recorded earlier: it keeps its slug for a name when the catalogue no longer lists it. */
export function findIsp(slug: string, { isps }: Pick<Services, 'isps'>): Isp {
  return isps.find(slug) ?? { slug, name: slug };
}
