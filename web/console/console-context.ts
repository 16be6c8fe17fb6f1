import { createContext, useContext } from 'react';
import type { CreditsQuery } from '../../client/generated/graphql.js';
import type { Surroundings } from '../shared/surroundings.js';
import type { Loaded } from './live/use-loaded.js';

/** What every screen may need, and what is read once for all of them. */
export interface ConsoleContext extends Surroundings {
  readonly credits: Loaded<CreditsQuery>;
  /** False when the key is known to see its own renewals only. */
  readonly isOperator: boolean;
}

export const ConsoleContext = createContext<ConsoleContext | null>(null);

export function useConsole(): ConsoleContext {
  const context = useContext(ConsoleContext);
  if (context === null) throw new Error('there is no console above this');
  return context;
}
