export const LANGUAGES = ['en', 'ne'] as const;
export type Language = (typeof LANGUAGES)[number];

const ITEM = 'hashcnet.language';

/** What the person chose before, or else what their browser speaks. */
export function readLanguage(storage: Storage | null, browserLanguages: readonly string[]): Language {
  const chosen = storage?.getItem(ITEM);
  if (isLanguage(chosen)) return chosen;
  const known = browserLanguages.map((tag) => tag.split('-')[0]).find(isLanguage);
  return known ?? 'en';
}

/** A full store only costs the memory of it. */
export function rememberLanguage(storage: Storage | null, language: Language): void {
  try {
    storage?.setItem(ITEM, language);
  } catch {
    return;
  }
}

function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}
