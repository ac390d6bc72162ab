import type { CancellationToken } from '../../../common/cancellation.js';
import { ClozeError } from '../../../common/clozeError.js';
import type { FillMaskRequest } from '../../../common/methods/maskedWords.js';
import { isMaskSign } from '../../../writing/masking/maskSigns.js';
import type { MaskedDistribution } from '../../runtime/encoder.js';
import type { LoadedEncoder } from '../loadedEncoder.js';
import type { AnswerMemory } from './answerMemory.js';
import type { Gap } from './gap.js';
import { jointWords, type WordTuple } from './jointBeam.js';
import { MaskedText } from './maskedText.js';
import type { Passage } from './passage.js';
import { readingRange } from './readingRange.js';
import { rateStanding } from './standingWords.js';
import { mergeWords, singleWords, type Word } from './word.js';
import { wordsOfPieces } from './wordBeam.js';
import { oneWord, phrase, type WordShape } from './wordShape.js';

/** Tokens that are read around a place: two or three sentences on each side. */
const contextTokens = 160;

/** The same for words of several pieces, which take many readings. */
const contextOfPieces = 64;

/** Tokens that stay free for words of several pieces. */
const spareTokens = 32;

/** How many of the most probable tokens are looked at for words. */
const top = 200;

/** Words of several pieces are followed while they could get so near to the last candidate that is wanted. */
const beam = { width: 3, branches: 6, results: 6, margin: 1.5 };

/** How many fillings of several gaps are followed. */
const jointWidth = 5;

/** What the encoder thinks of the gaps of a sentence. */
export interface GroupReading {
  readonly places: readonly PlaceReading[];
  /** What fits in all of the gaps together; none where there is one only. */
  readonly tuples: readonly WordTuple[];
  readonly encoder: string;
}

export interface PlaceReading {
  readonly gap: Gap;
  /** Best first. */
  readonly words: readonly Word[];
  readonly standing?: { readonly text: string; readonly total: number; readonly rank: number };
}

/** Reads a sentence with gaps. Fails with `model-unsupported` where the model knows no masks. */
export async function readGroup(
  group: readonly Gap[],
  passage: Passage,
  request: FillMaskRequest,
  model: LoadedEncoder,
  memory: AnswerMemory,
  cancel?: CancellationToken,
): Promise<GroupReading> {
  const text = readAround(group, passage, contextTokens, model);
  const sequence = text.with(new Map());
  const standing = group.map((gap) => standingTokens(passage, gap, model));
  const masks = group.map((gap, index) => ({
    position: sequence.starts.get(gap) ?? 0,
    ...(standing[index]?.length === 1 && { rate: standing[index] }),
  }));
  const answers = await memory.ask(model.encoder, { tokens: sequence.tokens, masks }, top, cancel);
  const places: PlaceReading[] = [];
  for (const [index, gap] of group.entries()) {
    const answer = answers[index] as MaskedDistribution;
    const singles = singleWords(answer, model.pieces);
    const least = (singles[Math.min(request.top, singles.length) - 1]?.logprob ?? -Infinity) - beam.margin;
    const shapes = shapesOf(passage.text.slice(gap.start, gap.end), request.maxPieces);
    const near = request.maxPieces === 1 ? text : readAround([gap], passage, contextOfPieces, model);
    const longer = await wordsOfPieces(model, near, gap, shapes, { ...beam, least }, cancel);
    const words = mergeWords(singles, longer);
    places.push({
      gap,
      words,
      ...(await standingAt(gap, passage, standing[index] ?? [], answer, words, request.maxPieces === 1 ? undefined : near, model, cancel)),
    });
  }
  const tuples = group.length > 1 ? await jointWords(model, text, group, jointWidth, cancel) : [];
  return { places, tuples, encoder: model.name };
}

function readAround(group: readonly Gap[], passage: Passage, wanted: number, model: LoadedEncoder): MaskedText {
  const { mask } = model.special;
  if (mask === undefined) throw withoutMask(model.name);
  const most = model.encoder.contextLength - spareTokens;
  const whole = { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
  const { text, gaps, sentences } = passage;
  const count = (range: { start: number; end: number }): number => MaskedText.read(text, gaps, range, model, mask).length;
  const range = readingRange(whole, sentences, text, Math.min(wanted, most), most, count);
  return MaskedText.read(text, gaps, range, model, mask);
}

/** Words of several pieces, and where several words stand, phrases of as many. */
function shapesOf(standing: string, maxPieces: number): WordShape[] {
  const shapes = Array.from({ length: maxPieces - 1 }, (_, index) => oneWord(index + 2));
  const words = isMaskSign(standing) ? 1 : standing.trim().split(/\s+/).length;
  return words > 1 && maxPieces > 1 ? [...shapes, phrase(words)] : shapes;
}

function standingTokens({ text }: Passage, { start, end }: Gap, { tokenizer }: LoadedEncoder): ReturnType<typeof tokenizer.encode> {
  const written = text.slice(start, end);
  // A word that begins with a space, in vocabularies that have spaces; others do not see it.
  return isMaskSign(written) ? [] : tokenizer.encode(` ${written}`);
}

/**
 * Rates the words that are at a gap.
 * @param near a short stretch around the gap for words of several pieces, which take several readings; not rated where there is none
 */
async function standingAt(
  gap: Gap,
  { text: passage }: Passage,
  tokens: ReturnType<typeof standingTokens>,
  { rated, rank }: MaskedDistribution,
  words: readonly Word[],
  near: MaskedText | undefined,
  model: LoadedEncoder,
  cancel?: CancellationToken,
): Promise<Pick<PlaceReading, 'standing'>> {
  const [single] = rated;
  const several = single === undefined && near !== undefined ? await rateStanding(model, near, gap, tokens, cancel) : undefined;
  const found = single === undefined ? several : { total: single, logprob: single };
  if (found === undefined) return {};
  const { total, logprob } = found;
  const better = words.filter((word) => word.logprob > logprob).length;
  // Beyond the words that were looked at, the rank among all tokens is near enough.
  const known = better < words.length || rank === undefined ? better : Math.max(better, rank);
  return { standing: { text: passage.slice(gap.start, gap.end), total, rank: known } };
}

function withoutMask(name: string): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message: `The model "${name}" has no mask token, so it cannot say which words fit in a gap. Choose a model that was trained for it.`,
    action: 'choose-model',
  });
}
