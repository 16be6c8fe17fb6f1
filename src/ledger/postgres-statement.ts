import { createHash } from 'node:crypto';

const TRANSLATIONS_LIMIT = 500;
const translations = new Map<string, { text: string; name: string }>();

/** Numbers the parameters as PostgreSQL wants them, and names the statement by its text. The ledger's SQL has no other `?`. */
export function translate(sql: string): { text: string; name: string } {
  const known = translations.get(sql);
  if (known) return known;
  let count = 0;
  const text = sql.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
  const translation = { text, name: createHash('sha256').update(text).digest('hex').slice(0, 32) };
  if (translations.size >= TRANSLATIONS_LIMIT) translations.clear();
  translations.set(sql, translation);
  return translation;
}
