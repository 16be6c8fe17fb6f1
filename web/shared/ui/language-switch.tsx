import { useLanguage, useSharedText } from '../i18n/i18n.js';
import { LANGUAGES } from '../i18n/language.js';

/** With two languages, the other one is the only choice, and says so in its own words. */
export function LanguageSwitch() {
  const text = useSharedText();
  const { language, choose } = useLanguage();
  return LANGUAGES.filter((each) => each !== language).map((other) => (
    <button key={other} type="button" className="language-switch" lang={other} onClick={() => choose(other)}>
      {text(`language.${other}`)}
    </button>
  ));
}
