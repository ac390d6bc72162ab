/** Where in a document of a language Cloze completes: everywhere in prose, in comments only, or nowhere. */
export type LanguageMode = 'on' | 'comments' | 'off';

/** Modes by language identifier; `*` holds for languages that are not named. */
export type LanguageModes = Readonly<Record<string, LanguageMode>>;

export function languageMode(modes: LanguageModes, languageId: string): LanguageMode {
  return modes[languageId] ?? modes['*'] ?? 'off';
}

/** The languages that need Cloze at all: `*` alone if it may be any. */
export function languagesInUse(modes: LanguageModes): readonly string[] {
  if ((modes['*'] ?? 'off') !== 'off') return ['*'];
  return Object.keys(modes).filter((language) => modes[language] !== 'off');
}

/** The mode that switching a language turns it to: prose languages are wholly on, others in comments. */
export function toggledMode(modes: LanguageModes, defaults: LanguageModes, languageId: string): LanguageMode {
  if (languageMode(modes, languageId) !== 'off') return 'off';
  return languageMode(defaults, languageId) === 'off' ? 'comments' : 'on';
}
