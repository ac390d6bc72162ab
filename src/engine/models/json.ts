import { readFile, stat } from 'node:fs/promises';
import { isNestedTooDeep, parseJson } from '../../common/parseJson.js';
import { isLfsPointer, lfsPointer } from './lfsPointer.js';
import { cannotRead, modelInvalid } from './modelErrors.js';

export type JsonRecord = Record<string, unknown>;

/** Whether a parsed value is an object with keys. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a model's file that must hold a JSON object and have at most `largest` bytes. */
export async function readJsonFile(path: string, largest: number): Promise<JsonRecord> {
  const value = await readJson(path, largest);
  if (!isRecord(value)) throw modelInvalid(path, 'It is not a JSON object.');
  return value;
}

/** The same for a file that must hold a list. */
export async function readJsonList(path: string, largest: number): Promise<readonly unknown[]> {
  const value = await readJson(path, largest);
  if (!Array.isArray(value)) throw modelInvalid(path, 'It is not a JSON list.');
  return value as readonly unknown[];
}

async function readJson(path: string, largest: number): Promise<unknown> {
  const text = await readTextFile(path, largest);
  if (isLfsPointer(text)) throw modelInvalid(path, lfsPointer('not valid JSON'));
  try {
    return parseJson(text);
  } catch (cause) {
    throw modelInvalid(path, isNestedTooDeep(cause) ? cause.message : 'It is not valid JSON.', { cause });
  }
}

/** Reads a model's file of text that may have at most `largest` bytes. */
export async function readTextFile(path: string, largest: number): Promise<string> {
  const fail = (error: unknown): never => {
    throw cannotRead(path, error);
  };
  const { size } = await stat(path).catch(fail);
  if (size > largest) throw modelInvalid(path, `It has ${size} bytes; such a file may have ${largest}.`);
  return readFile(path, 'utf8').catch(fail);
}
