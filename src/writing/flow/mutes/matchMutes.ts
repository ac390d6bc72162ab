import type { FlowDocument, FlowSentence } from '../document/flowDocument.js';
import { fingerprint, likeness, type Fingerprint, type Sketch, sketchOf } from './fingerprint.js';
import type { BlockMute, Mute, PairMute } from './mute.js';

/** What mutes are about in a document as it is now. */
export interface MatchedMutes {
  /** The index of the mute that leaves out a sentence, by the sentence. */
  readonly muted: ReadonlyMap<FlowSentence, number>;
  /** The mutes as they read now: those whose text was edited a little are tied to the new text. In the order of the given ones. */
  readonly mutes: readonly Mute[];
  /** Indexes of the mutes whose text is no longer there. */
  readonly lost: readonly number[];
}

/** How alike the two sentences of a pair must be to those of a mute, each of them and both together. */
const minOfEach = 0.3;
const leastOfBoth = 1.3;
const leastOfBlock = 0.6;

/** A text with its fingerprint. */
interface Print {
  readonly print: Fingerprint;
  readonly sketch: Sketch;
}

interface Pair {
  readonly sentence: FlowSentence;
  readonly first: Print;
  readonly second: Print;
}

/**
 * Finds what mutes are about. One fits exactly, also at several places, or else the place where the text is most alike: so it stays
 * with its sentences when they move and when a word or two in them change.
 */
export function matchMutes(mutes: readonly Mute[], document: FlowDocument): MatchedMutes {
  const muted = new Map<FlowSentence, number>();
  const lost: number[] = [];
  if (mutes.length === 0) return { muted, mutes, lost };
  const pairs = pairsOf(document);
  const exact = byPrints(pairs);
  const blocks = document.blocks.map(({ sentences }) => ({ sentences, ...printed(blockFingerprint(sentences)) }));
  const now = mutes.map((mute, index): Mute => {
    const sentences = mute.kind === 'file' ? document.blocks.flatMap((block) => block.sentences) : [];
    const found =
      mute.kind === 'pair'
        ? bestPairs(mute, exact.get(printsOf(mute.first, mute.second)) ?? [], pairs)
        : mute.kind === 'block'
          ? bestBlocks(mute, blocks)
          : undefined;
    for (const sentence of found?.sentences ?? sentences) if (!muted.has(sentence)) muted.set(sentence, index);
    if (mute.kind !== 'file' && found === undefined) lost.push(index);
    return found?.mute ?? mute;
  });
  return { muted, mutes: now, lost };
}

/** The mute of a pair: of the sentence that does not follow and the one before it. */
export function pairMute(first: string, second: string): PairMute {
  return { kind: 'pair', first: fingerprint(first), second: fingerprint(second) };
}

export function blockMute(sentences: readonly FlowSentence[]): BlockMute {
  return { kind: 'block', block: blockFingerprint(sentences) };
}

function blockFingerprint(sentences: readonly FlowSentence[]): Fingerprint {
  return fingerprint(sentences.map(({ text }) => text).join(' '));
}

function pairsOf({ blocks }: FlowDocument): Pair[] {
  const sentences = blocks.flatMap((block) => block.sentences);
  const prints = sentences.map(({ text }) => printed(fingerprint(text)));
  return sentences.slice(1).map((sentence, index) => ({ sentence, first: prints[index] as Print, second: prints[index + 1] as Print }));
}

function byPrints(pairs: readonly Pair[]): ReadonlyMap<string, readonly Pair[]> {
  const found = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = printsOf(pair.first.print, pair.second.print);
    const others = found.get(key);
    if (others === undefined) found.set(key, [pair]);
    else others.push(pair);
  }
  return found;
}

function printsOf(first: Fingerprint, second: Fingerprint): string {
  return `${first} ${second}`;
}

function printed(print: Fingerprint): Print {
  return { print, sketch: sketchOf(print) };
}

interface Found {
  readonly sentences: readonly FlowSentence[];
  readonly mute: Mute;
}

function bestPairs(mute: PairMute, exact: readonly Pair[], pairs: readonly Pair[]): Found | undefined {
  if (exact.length > 0) return { sentences: exact.map(({ sentence }) => sentence), mute };
  const [wantedFirst, wantedSecond] = [sketchOf(mute.first), sketchOf(mute.second)];
  let best: { readonly pair: Pair; readonly score: number } | undefined;
  for (const pair of pairs) {
    const second = likeness(pair.second.sketch, wantedSecond);
    if (second < minOfEach) continue;
    const first = likeness(pair.first.sketch, wantedFirst);
    if (first < minOfEach || first + second < Math.max(leastOfBoth, best?.score ?? 0)) continue;
    best = { pair, score: first + second };
  }
  return best && { sentences: [best.pair.sentence], mute: { kind: 'pair', first: best.pair.first.print, second: best.pair.second.print } };
}

function bestBlocks(mute: BlockMute, blocks: readonly (Print & { readonly sentences: readonly FlowSentence[] })[]): Found | undefined {
  const wanted = sketchOf(mute.block);
  const rated = blocks.map((block) => ({ ...block, score: likeness(block.sketch, wanted) }));
  const best = rated.reduce<(typeof rated)[number] | undefined>((a, b) => (a !== undefined && a.score >= b.score ? a : b), undefined);
  if (best === undefined || best.score < leastOfBlock) return undefined;
  const same = best.score === 1 ? rated.filter(({ score }) => score === 1) : [best];
  return { sentences: same.flatMap(({ sentences }) => sentences), mute: { kind: 'block', block: best.print } };
}
