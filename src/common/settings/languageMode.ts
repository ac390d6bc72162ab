/** Where in a document of a language Cloze completes: everywhere in prose, in comments only, or nowhere. */
export type LanguageMode = 'on' | 'comments' | 'off';

/** Modes by language identifier; `*` holds for languages that are not named. */
export type LanguageModes = Readonly<Record<string, LanguageMode>>;

export function languageMode(modes: LanguageModes, languageId: string): LanguageMode {
  return modes[languageId] ?? modes['*'] ?? 'off';
}

/** The languages for which the editor is to ask Cloze: `*` alone if it may be any. */
export function languagesInUse(modes: LanguageModes): readonly string[] {
  if ((modes['*'] ?? 'off') !== 'off') return ['*'];
  return Object.keys(modes).filter((language) => language !== '*' && modes[language] !== 'off');
}

/** What switching a language makes of it: off if it is on; else comments where only they are prose, and all of it elsewhere. */
export function toggledMode(modes: LanguageModes, languageId: string, onlyCommentsAreProse: boolean): LanguageMode {
  if (languageMode(modes, languageId) !== 'off') return 'off';
  return onlyCommentsAreProse ? 'comments' : 'on';
}
