import path from 'node:path';
import { languageNamed, languageOf } from '../../cli/input/fileLanguage.js';
import { languageMode } from '../../common/settings/languageMode.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { ownLanguage, proseLanguage } from '../../prose/markup/proseLanguage.js';
import { pathOf } from '../files.js';

/** What editors call languages that VS Code calls otherwise, and that no file's ending tells. */
const otherNames: Readonly<Record<string, string>> = { plaintex: 'tex', context: 'tex', bibtex: 'bibtex' };

/** How a document is read. */
export interface DocumentLanguage {
  /** VS Code's id of the language. */
  readonly id: string;
  /** By whose rules it is read. */
  readonly rules: string;
  /** By whose rules Cloze completes there; `undefined` where it is off for the language. */
  readonly completes: string | undefined;
  /** Whether all of it is read as prose. */
  readonly isProse: boolean;
}

/** How a document is read that a client has open, by what the client calls its language. */
export function documentLanguage(uri: string, languageId: string, settings: Settings): DocumentLanguage {
  const modes = settings['completion.languages'];
  const id = languageId in modes ? languageId : (otherNames[languageId] ?? languageNamed(languageId) ?? languageId);
  const mode = languageMode(modes, id);
  const named = { languageId: id, fileName: path.basename(pathOf(uri) ?? '') };
  const completes = proseLanguage(named, mode);
  return { id, rules: completes ?? ownLanguage(named), completes, isProse: modes[id] === 'on' };
}

/** By whose rules a file is read that no editor has open. */
export function fileLanguage(uri: string): string {
  return languageOf(pathOf(uri));
}
