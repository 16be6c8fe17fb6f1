import en from '../messages/console.en.json' with { type: 'json' };
import ne from '../messages/console.ne.json' with { type: 'json' };
import { createTextHook } from '../shared/i18n/i18n.js';

export const useConsoleText = createTextHook<keyof typeof en>({ en, ne });
