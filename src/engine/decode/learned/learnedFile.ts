import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { heldOutFigures, knownWord } from '../../../common/methods/manuscript.js';
import { parseJson } from '../../../common/parseJson.js';
import { weightCount } from '../../../learning/manuscript/blendWeights.js';
import { ContextIndex } from '../../../learning/manuscript/contextIndex.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';

/** The name of the file in the folder that a person names. */
export const learnedFileName = 'learned.cloze';

const magic = 'CLOZE LEARNED\n';
const version = 1;

/** The magic words, then as 32-bit numbers: version, bytes of the head, tokens, places, bytes of a token, CRC-32 of what follows. */
const prefixBytes = 16 + 6 * 4;

/** A head has the words that the model does not know; a larger one was not written by Cloze. */
const largestHead = 64 * 2 ** 20;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const learnedHead = v.object({
  /** The model whose tokens these are; `hash` is of its weights and its tokenizer. */
  model: v.object({ name: v.string(), hash: v.string(), vocabularySize: v.pipe(count, v.maxValue(2 ** 24)) }),
  date: v.string(),
  words: count,
  known: v.array(knownWord),
  knownCount: count,
  weights: v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.length(weightCount)),
  figures: v.exactOptional(heldOutFigures),
  /** How many tokens there were when the weights were fitted. */
  fittedTokens: count,
  /** The hash of the adapter beside which they were fitted; absent where there was none. */
  fittedWith: v.exactOptional(v.string()),
  /** The texts in the order of their tokens. */
  sources: v.array(v.object({ hash: v.string(), tokens: count, words: count })),
});
export type LearnedHead = v.InferOutput<typeof learnedHead>;

/** What was learned from a writer's texts. */
export interface Learned {
  readonly head: LearnedHead;
  readonly index: ContextIndex;
}

/** The bytes of a file of what was learned: numbers little-endian, sections aligned, so that they are used where they were read to. */
export function encodeLearned({ head, index }: Learned): Uint8Array {
  const text = Buffer.from(JSON.stringify(head));
  const { tokens, places } = index;
  const width = tokens.BYTES_PER_ELEMENT;
  const layout = layoutOf(text.length, tokens.length, places.length, width);
  const bytes = Buffer.alloc(layout.end);
  bytes.write(magic, 0, 'latin1');
  text.copy(bytes, prefixBytes);
  bytes.set(new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength), layout.tokens);
  bytes.set(new Uint8Array(places.buffer, places.byteOffset, places.byteLength), layout.places);
  const sum = crc32(bytes.subarray(prefixBytes));
  for (const [nth, value] of [version, text.length, tokens.length, places.length, width, sum].entries()) {
    bytes.writeUInt32LE(value, 16 + 4 * nth);
  }
  return bytes;
}

/** Reads what `encodeLearned` wrote. `undefined` for anything else: no length, no place and no token is taken on trust. */
export function decodeLearned(file: Uint8Array): Learned | undefined {
  if (file.length < prefixBytes) return undefined;
  // Sections are used in place, so they have to be aligned in memory as they are in the file.
  const bytes = file.byteOffset % 4 === 0 ? file : Uint8Array.from(file);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString('latin1', 0, magic.length) !== magic) return undefined;
  const [known = 0, headLength = 0, tokenCount = 0, placeCount = 0, width = 0, sum = 0] = Array.from({ length: 6 }, (_, nth) =>
    buffer.readUInt32LE(16 + 4 * nth),
  );
  if (known !== version || headLength > largestHead || (width !== 2 && width !== 4)) return undefined;
  const layout = layoutOf(headLength, tokenCount, placeCount, width);
  if (layout.end !== buffer.length || crc32(buffer.subarray(prefixBytes)) !== sum) return undefined;
  const head = v.safeParse(learnedHead, jsonOf(buffer.toString('utf8', prefixBytes, prefixBytes + headLength)));
  if (!head.success) return undefined;
  const at = bytes.byteOffset + layout.tokens;
  const tokens: TokenSequence = width === 2 ? new Uint16Array(bytes.buffer, at, tokenCount) : new Uint32Array(bytes.buffer, at, tokenCount);
  const places = new Uint32Array(bytes.buffer, bytes.byteOffset + layout.places, placeCount);
  const separator = head.output.model.vocabularySize;
  if (!tokens.every((token) => token <= separator)) return undefined;
  if (!places.every((place) => place < tokenCount && tokens[place] !== separator)) return undefined;
  return { head: head.output, index: new ContextIndex(tokens, places, separator) };
}

function layoutOf(head: number, tokens: number, places: number, width: number): { tokens: number; places: number; end: number } {
  const first = aligned(prefixBytes + head);
  const second = aligned(first + tokens * width);
  return { tokens: first, places: second, end: second + 4 * places };
}

function aligned(offset: number): number {
  return Math.ceil(offset / 4) * 4;
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
