/** Where in the shop somebody is; the part of the address behind the `#`. */
export type Route =
  | { readonly at: 'isps' }
  | { readonly at: 'isp'; readonly slug: string }
  | { readonly at: 'subscriber'; readonly slug: string; readonly username: string }
  | { readonly at: 'confirm'; readonly slug: string; readonly username: string; readonly offer: string }
  | { readonly at: 'purchases' }
  | { readonly at: 'purchase'; readonly key: string };

export function writeRoute(route: Route): string {
  switch (route.at) {
    case 'isps':
      return join();
    case 'isp':
      return join('isp', route.slug);
    case 'subscriber':
      return join('isp', route.slug, route.username);
    case 'confirm':
      return join('isp', route.slug, route.username, route.offer);
    case 'purchases':
      return join('purchases');
    case 'purchase':
      return join('purchases', route.key);
  }
}

/** What no route has written leads to the beginning. */
export function readRoute(hash: string): Route {
  const [area, first, second, third] = split(hash);
  if (area === 'purchases') return first ? { at: 'purchase', key: first } : { at: 'purchases' };
  if (area !== 'isp' || !first) return { at: 'isps' };
  if (!second) return { at: 'isp', slug: first };
  if (!third) return { at: 'subscriber', slug: first, username: second };
  return { at: 'confirm', slug: first, username: second, offer: third };
}

function join(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function split(hash: string): string[] {
  try {
    return hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  } catch {
    return [];
  }
}
