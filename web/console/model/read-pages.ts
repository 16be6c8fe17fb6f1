import type { Answer } from '../../shared/api/gateway.js';

export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export interface PagesRead<Node> {
  readonly nodes: readonly Node[];
  /** Where the next page begins; null when there is none. */
  readonly next: string | null;
}

export interface ReadPagesOptions<Node> {
  readonly ask: (after: string | null) => Promise<Answer<Connection<Node>>>;
  readonly maxPages: number;
  readonly after?: string | null;
  /** Told after each page what there is so far; gives false to stop. */
  readonly onPage?: (read: PagesRead<Node>) => boolean;
}

/** Follows a list from page to page, as far as the bound and no further; `next` says whether there is more. */
export async function readPages<Node>(options: ReadPagesOptions<Node>): Promise<Answer<PagesRead<Node>>> {
  const { ask, maxPages, onPage } = options;
  let read: PagesRead<Node> = { nodes: [], next: options.after ?? null };
  for (let page = 0; page < maxPages; page += 1) {
    const { data, fault } = await ask(read.next);
    if (fault !== null) return { data: null, fault };
    const { hasNextPage, endCursor } = data.pageInfo;
    read = {
      nodes: [...read.nodes, ...data.edges.map(({ node }) => node)],
      next: hasNextPage ? (endCursor ?? null) : null,
    };
    const goesOn = onPage?.(read) ?? true;
    if (!goesOn || read.next === null) break;
  }
  return { data: read, fault: null };
}
