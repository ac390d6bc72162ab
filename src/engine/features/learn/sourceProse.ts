import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { hasWords } from '../../../common/hasWords.js';
import type { LearnRequest, SkippedFile } from '../../../common/methods/manuscript.js';
import { encodingOf } from '../../../common/textEncoding.js';
import { documentProse } from '../../../prose/context/documentProse.js';
import { isEnglish } from '../../../writing/flow/english.js';

/** A text whose prose can be learned from. */
export interface ReadSource {
  /** Of the text and of its language: the same prose comes of the same hash. */
  readonly hash: string;
  /** Its prose from the beginning, in pieces. */
  readonly prose: () => Generator<string>;
}

/** Larger files are not read. */
const largestFile = 256 * 2 ** 20;

/** Characters of the prose by which its language is told. */
const sampleLength = 20_000;

/** Reads a file, or says why nothing can be learned from it. */
export async function readSource(
  { path, language }: LearnRequest['sources'][number],
  onlyEnglish: boolean,
): Promise<ReadSource | SkippedFile['why']> {
  const bytes = await readBytes(path);
  if (typeof bytes === 'string') return bytes;
  const text = textOf(bytes);
  if (text === undefined) return 'binary';
  const prose = (): Generator<string> => documentProse(text, language);
  const sample = startOf(prose());
  if (!hasWords(sample)) return 'empty';
  if (onlyEnglish && isEnglish(sample) === false) return 'language';
  return { hash: createHash('sha256').update(language).update('\0').update(bytes).digest('hex'), prose };
}

async function readBytes(path: string): Promise<Uint8Array | SkippedFile['why']> {
  try {
    const entry = await stat(path);
    // A pipe would never end.
    if (!entry.isFile()) return 'unreadable';
    return entry.size > largestFile ? 'too-large' : await readFile(path);
  } catch {
    return 'unreadable';
  }
}

/** `undefined` where the bytes are no text: some that are not of the encoding, or a zero as no text has. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function startOf(prose: Generator<string>): string {
  let sample = '';
  for (const piece of prose) {
    sample += piece;
    if (sample.length >= sampleLength) break;
  }
  return sample.slice(0, sampleLength);
}
