import type { Arguments } from '../arguments.js';
import type { Option } from '../syntax.js';
import { usageError } from '../usageError.js';
import { languageNamed, languageOf } from './fileLanguage.js';

export const languageOption: Option = {
  value: 'ID',
  help: "The document's language, such as markdown, latex, rst, asciidoc, typst, txt or python (default: by the file's name)",
};

/** VS Code's id of the language to read an operand in: as `--language` names it, else by its name. Fails where no language has that name. */
export function inputLanguage(args: Arguments, operand: string | undefined): string {
  const named = args.text('language');
  if (named === undefined) return languageOf(operand);
  const language = languageNamed(named);
  if (language !== undefined) return language;
  throw usageError(`--language does not know "${named}". Give a language id of VS Code or an extension, such as markdown, tex or py.`);
}
