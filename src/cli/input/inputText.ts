import type { Arguments } from '../arguments.js';
import type { Option } from '../syntax.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { emptyInput, inputName, isEmpty, readText } from './readText.js';

/** The option of commands that take a text from a file, from standard input or from the command line. */
export const textOption: Option = { value: 'T', help: 'The text itself, instead of a file.' };

/** The text that a command is about: `--text`, the file of its operand, or standard input for `-`. It is never empty. */
export async function inputText(args: Arguments, terminal: Terminal): Promise<string> {
  const given = args.text('text');
  const [operand] = args.operands;
  if (given !== undefined && operand !== undefined) throw usageError('Give either a file or --text, not both.');
  if (given === undefined && operand === undefined) throw usageError('Specify the text: a FILE, - for standard input, or --text T.');
  const text = given ?? (await readText(operand ?? '-', terminal));
  if (isEmpty(text)) throw emptyInput(given === undefined ? inputName(operand ?? '-') : '--text');
  return text;
}
