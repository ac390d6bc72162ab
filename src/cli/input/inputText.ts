import type { Arguments } from '../arguments.js';
import type { Option } from '../command.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { decodeText } from '../../engine/tables/decodeText.js';
import { readBytes } from './readBytes.js';

/** The option of commands that take a text from a file, from standard input or from the command line. */
export const textOption: Option = { value: 'T', help: 'The text itself, instead of a file.' };

/** The text that a command is about: `--text`, the file of its operand, or standard input for `-`. */
export async function inputText(args: Arguments, terminal: Terminal): Promise<string> {
  const given = args.text('text');
  const operand = args.operands[0];
  if (given !== undefined && operand !== undefined) throw usageError('Give either a file or --text, not both.');
  if (given !== undefined) return given;
  if (operand === undefined) throw usageError('Say what text: a FILE, - for standard input, or --text T.');
  return decodeText(await readBytes(operand, terminal), operand === '-' ? 'Standard input' : operand);
}
