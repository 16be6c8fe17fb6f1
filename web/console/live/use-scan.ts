import { useEffect, useState } from 'react';
import { type RenewalFactsFragment } from '../../../client/generated/graphql.js';
import type { Fault } from '../../shared/api/fault.js';
import { useConsole } from '../console-context.js';
import { holdsPart } from '../model/search.js';
import { readList } from './read-renewals.js';

interface Scan {
  readonly found: readonly RenewalFactsFragment[];
  readonly count: number;
  readonly next: string | null;
  readonly downTo: string | null;
}

const PAGES_AT_ONCE = 10;
const NOTHING_YET: Scan = { found: [], count: 0, next: null, downTo: null };

/** Reads the newest renewals, some pages at a time, and keeps those that hold the part. */
export function useScan(part: string) {
  const { gateway } = useConsole();
  const [scan, setScan] = useState(NOTHING_YET);
  const [fault, setFault] = useState<Fault | null>(null);
  /** Where the round under way began; null between rounds. */
  const [round, setRound] = useState<Scan | null>(NOTHING_YET);
  useEffect(() => {
    if (round === null) return undefined;
    let isWanted = true;
    void (async () => {
      let sofar = round;
      for (let page = 0; page < PAGES_AT_ONCE && isWanted; page += 1) {
        const answer = await readList(gateway, { filter: {}, after: sofar.next });
        if (!isWanted) return;
        setFault(answer.fault);
        if (answer.fault !== null) break;
        const { nodes, next } = answer.data;
        sofar = {
          found: [...sofar.found, ...nodes.filter((node) => holdsPart(node, part))],
          count: sofar.count + nodes.length,
          next,
          downTo: nodes.at(-1)?.createdAt ?? sofar.downTo,
        };
        setScan(sofar);
        if (next === null) break;
      }
      setRound(null);
    })();
    return () => {
      isWanted = false;
    };
  }, [gateway, part, round]);
  return { scan, fault, isBusy: round !== null, goOn: () => setRound(scan) };
}
