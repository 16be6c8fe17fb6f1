import type { TypedDocumentString } from 'graphql-request';
import { useCallback, useEffect, useState } from 'react';
import type { Fault } from './fault.js';
import type { Gateway } from './gateway.js';

/** A read on its way, its answer, or what kept it; asked anew by `reload`. */
export type Query<Data> = {
  readonly reload: () => void;
} & (
  | { readonly data: null; readonly fault: null }
  | { readonly data: Data; readonly fault: null }
  | { readonly data: null; readonly fault: Fault }
);

interface Asked<Data> {
  readonly question: string;
  readonly data: Data | null;
  readonly fault: Fault | null;
}

/** Asks when it is first shown and whenever what is asked changes; answers that come too late are dropped. */
export function useQuery<Data, Variables extends object>(
  gateway: Gateway,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Query<Data> {
  const [turn, setTurn] = useState(0);
  const question = JSON.stringify([turn, variables]);
  const [asked, setAsked] = useState<Asked<Data> | null>(null);
  useEffect(() => {
    let isWanted = true;
    const [, askedVariables] = JSON.parse(question) as [number, Variables];
    void gateway.ask(document, askedVariables).then((answer) => {
      if (isWanted) setAsked({ question, ...answer });
    });
    return () => {
      isWanted = false;
    };
  }, [gateway, document, question]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const { data = null, fault = null } = asked?.question === question ? asked : {};
  return { reload, data, fault } as Query<Data>;
}
