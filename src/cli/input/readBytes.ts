import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';

/** More than any manuscript, less than what a string can hold. */
const maxBytes = 256 * 1024 * 1024;

/** The bytes of a file, or of standard input for `-`. Errors say which file and why. */
export async function readBytes(operand: string, terminal: Terminal): Promise<Uint8Array> {
  if (operand === '-') return limited(await terminal.readInput(), 'Standard input');
  const file = path.resolve(terminal.workingFolder, operand);
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw tooLarge(operand, size);
    return limited(await readFile(file), operand);
  } catch (error) {
    throw readError(operand, error);
  }
}

/** A file system's refusal in plain words; other errors pass unchanged. */
export function readError(operand: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return usageError(`${operand} does not exist.`, error);
    case 'EISDIR':
      return usageError(`${operand} is a folder. Name a file in it.`, error);
    case 'EACCES':
    case 'EPERM':
      return usageError(`${operand} may not be read: this account has no right to.`, error);
    default:
      return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? usageError(`${operand} cannot be read (${code}).`, error) : error;
  }
}

function limited(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes.length > maxBytes) throw tooLarge(name, bytes.length);
  return bytes;
}

function tooLarge(name: string, size: number): Error {
  return usageError(`${name} has ${Math.round(size / 1048576)} MB; Cloze reads texts up to ${maxBytes / 1048576} MB.`);
}
