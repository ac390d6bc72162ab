/**
 * Tells a sentence or a paragraph by its words, without giving them away: a hash of all of them, and a sketch from which it can be
 * recognised after a small change. White space, punctuation, markup and capitals do not count. Written as `hash-sketch`.
 */
export type Fingerprint = string & { readonly __fingerprint: never };

/** The smallest hashes of the words that a text has (Broder 1997): texts that share most words share most of these. */
const sketchSize = 8;
/** Hexadecimal digits of a word's hash in the sketch. */
const digits = 4;

const form = /^[0-9a-f]{8}-(?:[0-9a-f]{4}){0,8}$/;

export function fingerprint(text: string): Fingerprint {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const hashes = [...new Set(words.map((word) => hex(hash(word)).slice(0, digits)))].sort().slice(0, sketchSize);
  return `${hex(hash(words.join(' ')))}-${hashes.join('')}` as Fingerprint;
}

/** Reads a written fingerprint. */
export function readFingerprint(text: string | undefined): Fingerprint | undefined {
  return text !== undefined && form.test(text) ? (text as Fingerprint) : undefined;
}

/** A fingerprint in parts, to compare it with many. */
export interface Sketch {
  readonly hash: string;
  readonly words: ReadonlySet<string>;
}

export function sketchOf(print: Fingerprint): Sketch {
  const [whole = '', words = ''] = print.split('-');
  return { hash: whole, words: new Set(words.match(/.{4}/g) ?? []) };
}

/** How much two texts share of their words, 0 to 1; 1 only where the words are the same in the same order. */
export function likeness(a: Sketch, b: Sketch): number {
  if (a.hash === b.hash) return 1;
  let shared = 0;
  for (const word of a.words) if (b.words.has(word)) shared++;
  if (shared === 0) return 0;
  const least = [...new Set([...a.words, ...b.words])].sort().slice(0, sketchSize);
  return Math.min(0.99, least.filter((word) => a.words.has(word) && b.words.has(word)).length / least.length);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** FNV-1a over UTF-16 code units, mixed once more so that short words spread too: 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
