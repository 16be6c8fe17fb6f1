import type { Language } from './language.js';

/** The same keys in each language; a test holds them to it, and to the same placeholders. */
export type Messages<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

export type Values = Readonly<Record<string, string>>;

/** The text of a key, its `{placeholders}` filled in. */
export type Text<Key extends string> = (key: Key, values?: Values) => string;

export function createText<Key extends string>(messages: Messages<Key>, language: Language): Text<Key> {
  return (key, values = {}) =>
    messages[language][key].replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
