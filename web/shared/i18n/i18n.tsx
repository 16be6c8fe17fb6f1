import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import en from '../../messages/shared.en.json' with { type: 'json' };
import ne from '../../messages/shared.ne.json' with { type: 'json' };
import { createFormat, type Format } from './format.js';
import { type Language, rememberLanguage } from './language.js';
import { createText, type Messages, type Text } from './texts.js';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

interface LanguageProviderProps {
  readonly initial: Language;
  readonly storage: Storage | null;
  readonly children: ReactNode;
}

/** Holds the language for everything below it, and for the page itself. */
export function LanguageProvider({ initial, storage, children }: LanguageProviderProps) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose(next) {
        rememberLanguage(storage, next);
        setLanguage(next);
      },
    }),
    [language, storage],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('there is no LanguageProvider above this');
  return choice;
}

export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => createFormat(language), [language]);
}

/** A page's own texts: `export const useShopText = createTextHook({ en, ne })`. */
export function createTextHook<Key extends string>(messages: Messages<Key>): () => Text<Key> {
  return () => {
    const { language } = useLanguage();
    return useMemo(() => createText(messages, language), [language]);
  };
}

/** The texts of what both pages share. */
export const useSharedText = createTextHook<keyof typeof en>({ en, ne });
export type SharedKey = keyof typeof en;
