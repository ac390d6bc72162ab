import type { CancellationToken } from '../../../common/cancellation.js';
import type { LearnRequest, SkippedFile } from '../../../common/methods/manuscript.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import { WordCounts } from '../../../learning/manuscript/wordCounts.js';
import type { Learned, LearnedHead } from '../../decode/learned/learnedFile.js';
import { nextTurn } from '../../runtime/nextTurn.js';
import type { Tokenizer } from '../../tokenizer/tokenizer.js';
import { readSource, type ReadSource } from './sourceProse.js';
import { TokenBuffer } from './tokenBuffer.js';

/** What the texts of a request hold. */
export interface ManuscriptTokens {
  readonly tokens: TokenSequence;
  readonly sources: LearnedHead['sources'];
  readonly words: WordCounts;
  readonly leftOut: readonly SkippedFile[];
}

/** Characters that are made into tokens before other work has its turn. */
const pieceLength = 16_384;

/**
 * Reads the prose of texts as tokens, a separator after each text. Tokens of texts that were learned before are taken from there.
 * @param separator one more than the largest token
 */
export async function manuscriptTokens(
  { sources, onlyEnglish }: Pick<LearnRequest, 'sources' | 'onlyEnglish'>,
  tokenizer: Tokenizer,
  separator: number,
  before: Learned | undefined,
  cancel: CancellationToken,
  report: (done: number) => void,
): Promise<ManuscriptTokens> {
  const known = knownTokens(before);
  const buffer = new TokenBuffer(separator);
  const words = new WordCounts();
  const kept: LearnedHead['sources'] = [];
  const leftOut: SkippedFile[] = [];
  const seen = new Set<string>();
  for (const [index, source] of sources.entries()) {
    report(index);
    await nextTurn(cancel);
    const read = await readSource(source, onlyEnglish);
    if (typeof read === 'string') leftOut.push({ file: source.name, why: read });
    else if (seen.has(read.hash)) leftOut.push({ file: source.name, why: 'repeated' });
    else {
      seen.add(read.hash);
      const start = buffer.length;
      const counted = words.total;
      await addSource(read, { buffer, words, tokenizer }, known.get(read.hash), cancel);
      kept.push({ hash: read.hash, tokens: buffer.length - start, words: words.total - counted });
      buffer.add([separator]);
    }
  }
  report(sources.length);
  return { tokens: buffer.all(), sources: kept, words, leftOut };
}

async function addSource(
  { prose }: ReadSource,
  { buffer, words, tokenizer }: { readonly buffer: TokenBuffer; readonly words: WordCounts; readonly tokenizer: Tokenizer },
  known: TokenSequence | undefined,
  cancel: CancellationToken,
): Promise<void> {
  if (known !== undefined) buffer.add(known);
  for (const text of ofSize(prose())) {
    words.add(text);
    if (known === undefined) buffer.add(tokenizer.encode(text));
    await nextTurn(cancel);
  }
}

/** Pieces of a text put together, and cut where a word ends: a space belongs to the word after it. */
function* ofSize(pieces: Iterable<string>): Generator<string> {
  let rest = '';
  for (const piece of pieces) {
    rest += piece;
    if (rest.length < pieceLength) continue;
    const space = rest.search(/\s\S*$/);
    const cut = space > 0 ? space : rest.length;
    yield rest.slice(0, cut);
    rest = rest.slice(cut);
  }
  if (rest !== '') yield rest;
}

/** The tokens of each text that was learned before, by its hash. */
function knownTokens(before: Learned | undefined): Map<string, TokenSequence> {
  const known = new Map<string, TokenSequence>();
  let start = 0;
  for (const { hash, tokens } of before?.head.sources ?? []) {
    known.set(hash, (before as Learned).index.tokens.subarray(start, start + tokens));
    start += tokens + 1;
  }
  return known;
}
