import { decodeText } from '../../engine/tables/decodeText.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { readBytes } from './readBytes.js';

/** The text of a file, or of standard input for `-`. Errors say which file and why; a text without a word in it is none of them. */
export async function readText(operand: string, terminal: Terminal): Promise<string> {
  return decodeText(await readBytes(operand, terminal), inputName(operand));
}

/** What to call an operand in a message. */
export function inputName(operand: string): string {
  return operand === '-' ? 'Standard input' : operand;
}

/** Whether there is nothing to read in a text. */
export function isEmpty(text: string): boolean {
  return text.trim() === '';
}

/** The error for a text that is empty. */
export function emptyInput(name: string): Error {
  return usageError(`${name} is empty. Give it some text.`);
}
