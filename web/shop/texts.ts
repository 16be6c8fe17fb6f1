import en from '../messages/shop.en.json' with { type: 'json' };
import ne from '../messages/shop.ne.json' with { type: 'json' };
import { createTextHook } from '../shared/i18n/i18n.js';

export type ShopKey = keyof typeof en;

export const useShopText = createTextHook<ShopKey>({ en, ne });
