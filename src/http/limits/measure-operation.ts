import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation asks for, with every fragment spread counted as often as it is spread. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly fields: number;
}

type SelectionSize = Omit<OperationSize, 'rootFields'> & { readonly topFields: number };

const NOTHING: SelectionSize = { depth: 0, aliases: 0, directives: 0, fields: 0, topFields: 0 };
const ENDLESS: SelectionSize = {
  depth: Number.POSITIVE_INFINITY,
  aliases: 0,
  directives: 0,
  fields: Number.POSITIVE_INFINITY,
  topFields: 0,
};

export interface MeasureOptions {
  /** Introspection nests deeply by nature; where it is allowed, it does not count. */
  readonly ignoresIntrospection: boolean;
}

/**
 * Measures every operation of a document, and every fragment, which is validated even when nothing spreads it. Each fragment is measured once, so that spreads within spreads, which multiply
 * what they ask for, cost nothing to count; a fragment that spreads itself is endless.
 */
export function measureOperations(document: DocumentNode, options: MeasureOptions): OperationSize[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const measured = new Map<string, SelectionSize>();

  const sizes = operations.map((operation) => {
    const { topFields, ...size } = measureSet(operation.selectionSet);
    const directives = size.directives + (operation.directives?.length ?? 0);
    return { ...size, directives, rootFields: topFields };
  });
  const unspread = [...fragments.keys()].filter((name) => !measured.has(name));
  return [...sizes, ...unspread.map((name) => ({ ...measureFragment(name), rootFields: 0 }))];

  function measureSet({ selections }: SelectionSetNode): SelectionSize {
    return selections.map(measureSelection).reduce(add, NOTHING);
  }

  function measureSelection(selection: SelectionNode): SelectionSize {
    const directives = selection.directives?.length ?? 0;
    switch (selection.kind) {
      case Kind.FIELD: {
        const isIntrospection = /^__(?:schema|type)$/.test(selection.name.value);
        if (isIntrospection && options.ignoresIntrospection) return { ...NOTHING, topFields: 1 };
        const inner = selection.selectionSet ? measureSet(selection.selectionSet) : NOTHING;
        return {
          depth: inner.depth + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          directives: inner.directives + directives,
          fields: inner.fields + 1,
          topFields: 1,
        };
      }
      case Kind.INLINE_FRAGMENT: {
        const inner = measureSet(selection.selectionSet);
        return { ...inner, directives: inner.directives + directives };
      }
      case Kind.FRAGMENT_SPREAD: {
        const inner = measureFragment(selection.name.value);
        return { ...inner, directives: inner.directives + directives };
      }
    }
  }

  function measureFragment(name: string): SelectionSize {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    // Until it is measured it counts as endless: that is what it is if it turns out to spread itself.
    measured.set(name, ENDLESS);
    const inner = measureSet(fragment.selectionSet);
    const size = { ...inner, directives: inner.directives + (fragment.directives?.length ?? 0) };
    measured.set(name, size);
    return size;
  }
}

function add(one: SelectionSize, other: SelectionSize): SelectionSize {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    fields: one.fields + other.fields,
    topFields: one.topFields + other.topFields,
  };
}
