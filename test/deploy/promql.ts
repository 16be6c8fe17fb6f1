import { parser } from '@prometheus-io/lezer-promql';

/** One selector of an expression: a metric and the labels it is asked for. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

export interface Expression {
  readonly selectors: readonly Selector[];
  /** Labels that results are grouped by. */
  readonly grouping: readonly string[];
}

/** Reads an expression by Prometheus' own grammar. @throws Error for one that it would not take. */
export function readExpression(text: string): Expression {
  const selectors: { metric: string; matchers: Selector['matchers'][number][] }[] = [];
  const grouping: string[] = [];
  parser.parse(text).iterate({
    enter({ name, from, to, node }) {
      const part = text.slice(from, to);
      if (name === '⚠') throw new Error(`not PromQL at ${from}: ${text}`);
      if (name === 'VectorSelector') {
        selectors.push({ metric: textOf(node.getChild('Identifier'), text), matchers: [] });
      }
      if (name === 'UnquotedLabelMatcher') {
        const match = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(part);
        if (match === null) throw new Error(`a matcher that is not read: ${part}`);
        const [, label = '', operator = '', value = ''] = match;
        selectors.at(-1)?.matchers.push({ label, operator, value });
      }
      if (name === 'GroupingLabels') grouping.push(...(part.match(/\w+/g) ?? []));
    },
  });
  return { selectors, grouping };
}

function textOf(node: { from: number; to: number } | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to);
}
