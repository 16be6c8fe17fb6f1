import type { RenewalStatus } from '../../client/generated/graphql.js';
import { OUTCOMES } from './model/day-sums.js';
import { isDay } from './model/kathmandu-day.js';

/** What the list of renewals is narrowed to; everything of it is in the address. */
export interface ListFilter {
  readonly statuses: readonly RenewalStatus[];
  readonly isp: string | null;
  readonly username: string | null;
  readonly flagged: boolean;
  /** Days in Kathmandu, both included. */
  readonly from: string | null;
  readonly to: string | null;
}

export type Route =
  | { readonly screen: 'open' }
  | { readonly screen: 'list'; readonly filter: ListFilter }
  | { readonly screen: 'renewal'; readonly id: string }
  | { readonly screen: 'find'; readonly text: string }
  /** Today, where no day is named. */
  | { readonly screen: 'day'; readonly day: string | null }
  | { readonly screen: 'service' }
  | { readonly screen: 'nowhere' };

export const NO_FILTER: ListFilter = {
  statuses: [],
  isp: null,
  username: null,
  flagged: false,
  from: null,
  to: null,
};

const MAX_ID_LENGTH = 100;

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(query);
  const [first = '', second, ...rest] = path.split('/');
  if (rest.length > 0) return { screen: 'nowhere' };
  if (first === 'renewals' && second) return readRenewal(second);
  if (second) return { screen: 'nowhere' };
  switch (first) {
    case '':
      return { screen: 'open' };
    case 'renewals':
      return { screen: 'list', filter: readFilter(params) };
    case 'find':
      return { screen: 'find', text: params.get('q') ?? '' };
    case 'day': {
      const day = params.get('date');
      return { screen: 'day', day: isDay(day) ? day : null };
    }
    case 'service':
      return { screen: 'service' };
    default:
      return { screen: 'nowhere' };
  }
}

export function writeRoute(route: Route): string {
  switch (route.screen) {
    case 'open':
    case 'nowhere':
      return '#/';
    case 'list':
      return withQuery('#/renewals', writeFilter(route.filter));
    case 'renewal':
      return `#/renewals/${encodeURIComponent(route.id)}`;
    case 'find':
      return withQuery('#/find', { q: route.text });
    case 'day':
      return withQuery('#/day', { date: route.day });
    case 'service':
      return '#/service';
  }
}

function readRenewal(text: string): Route {
  try {
    const id = decodeURIComponent(text);
    return id.length <= MAX_ID_LENGTH ? { screen: 'renewal', id } : { screen: 'nowhere' };
  } catch {
    return { screen: 'nowhere' };
  }
}

/** What is no filter is passed over rather than sent to the service. */
function readFilter(params: URLSearchParams): ListFilter {
  const named = new Set((params.get('status') ?? '').split(','));
  const [from, to] = [params.get('from'), params.get('to')];
  return {
    statuses: OUTCOMES.filter((status) => named.has(status)),
    isp: params.get('isp') || null,
    username: params.get('username')?.trim() || null,
    flagged: params.get('flagged') === '1',
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
  };
}

function writeFilter({ statuses, isp, username, flagged, from, to }: ListFilter) {
  return { status: statuses.join(','), isp, username, flagged: flagged ? '1' : null, from, to };
}

function withQuery(path: string, values: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) params.set(name, value);
  return params.size === 0 ? path : `${path}?${params}`;
}
