import en from '../messages/console.en.json' with { type: 'json' };
import ne from '../messages/console.ne.json' with { type: 'json' };
import { createTextHook } from '../shared/i18n/i18n.js';

export type ConsoleKey = keyof typeof en;

export const useConsoleText = createTextHook<ConsoleKey>({ en, ne });

/** For keys that are made of what the service says. */
export function isConsoleKey(key: string): key is ConsoleKey {
  return Object.hasOwn(en, key);
}
