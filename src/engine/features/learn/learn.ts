import type { CancellationToken } from '../../../common/cancellation.js';
import { ClozeError } from '../../../common/clozeError.js';
import type { LearnRequest, LearnResult, SkippedFile } from '../../../common/methods/manuscript.js';
import type { Progress } from '../../../common/methods/progress.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import { skippedBecause } from '../../../learning/manuscript/skippedFiles.js';
import type { Learned, LearnedHead } from '../../decode/learned/learnedFile.js';
import type { CausalLease, LoadedModel } from '../loadedModel.js';
import { fitOnHeldOut, type FittedWeights } from './fitOnHeldOut.js';
import { heldOutStart, heldOutWindows } from './heldOut.js';
import { summaryOf } from './learnedSummary.js';
import { manuscriptTokens } from './manuscriptTokens.js';
import { readLearned, writeLearned } from './learnedFolder.js';
import { sortedIndex } from './sortedIndex.js';
import { unknownWords } from './unknownWords.js';

/** What learning works with; see `FeatureContext`. */
export interface LearningContext {
  readonly causal: CausalLease;
  readonly now: () => number;
  readonly today: () => Date;
  readonly cancel: CancellationToken;
  readonly report: (progress: Progress) => void;
}

/** Fewer tokens than these, about a page, say nothing about how a writer writes. */
const leastTokens = 200;

/** Weights are fitted again once the text has grown by this part. */
const growth = 0.2;

/**
 * Learns from a writer's texts and keeps the result in a folder: whole, or what was there before. Texts that were learned before are not made into
 * tokens again, and weights are fitted again only where the text has grown enough, so that keeping up with a writer is cheap.
 */
export async function learn(request: LearnRequest, { causal, now, today, cancel, report }: LearningContext): Promise<LearnResult> {
  const started = now();
  const model = await causal.model();
  const separator = model.decoder.vocabularySize;
  const found = await readLearned(request.folder);
  const before = found.state === 'ready' && found.learned.head.model.hash === model.hash ? found.learned : undefined;
  const total = request.sources.length;
  const read = await manuscriptTokens(request, model.tokenizer, separator, before, cancel, (done) =>
    report({ done, total, phase: 'reading' }),
  );
  const { tokens, sources, words, leftOut } = read;
  if (tokens.length < leastTokens) throw tooLittle(words.total, leftOut);
  const index = await sortedIndex(tokens, separator, cancel);
  const counted = now();
  const isKept = before !== undefined && request.again !== true && !hasGrown(before.head, tokens);
  const fitted = isKept
    ? { weights: before.head.weights, figures: before.head.figures, fittedTokens: before.head.fittedTokens }
    : { ...(await fit(tokens, separator, causal, cancel, report)), fittedTokens: tokens.length };
  const known = unknownWords(words, model.tokenizer);
  const learned: Learned = { head: headOf(fitted, { model, words: words.total, sources, known, date: today() }), index };
  const bytes = await writeLearned(request.folder, learned);
  return { ...summaryOf(learned.head, bytes), leftOut: [...leftOut], countingMs: counted - started, fittingMs: now() - counted };
}

function hasGrown({ fittedTokens }: LearnedHead, tokens: TokenSequence): boolean {
  return tokens.length > (1 + growth) * fittedTokens || tokens.length < fittedTokens / 2;
}

async function fit(
  tokens: TokenSequence,
  separator: number,
  causal: CausalLease,
  cancel: CancellationToken,
  report: (progress: Progress) => void,
): Promise<FittedWeights> {
  const start = heldOutStart(tokens.length);
  const windows = heldOutWindows(start, tokens.length, (await causal.model()).decoder.contextLength);
  const rest = await sortedIndex(tokens.slice(0, start), separator, cancel);
  return fitOnHeldOut(windows, start, tokens, rest, causal, (done) => report({ done, total: windows.length, phase: 'learning' }));
}

function headOf(
  { weights, figures, fittedTokens }: FittedWeights & { readonly fittedTokens: number },
  about: { model: LoadedModel; words: number; sources: LearnedHead['sources']; known: ReturnType<typeof unknownWords>; date: Date },
): LearnedHead {
  const { model, words, sources, known, date } = about;
  return {
    model: { name: model.name, hash: model.hash, vocabularySize: model.decoder.vocabularySize },
    date: date.toISOString(),
    words,
    known: known.slice(0, 5000),
    knownCount: known.length,
    weights: [...weights],
    ...(figures !== undefined && { figures }),
    fittedTokens,
    sources,
  };
}

/** How many of the files that were left out are named. */
const maxNamed = 3;

function tooLittle(words: number, leftOut: readonly SkippedFile[]): ClozeError {
  const named = leftOut.slice(0, maxNamed).map(({ file, why }) => `${file}: ${skippedBecause(why)}`);
  const parts = [`There is too little prose to learn from: ${words} words.`, ...named, 'Choose files with at least a page of prose.'];
  return new ClozeError({ code: 'text-invalid', message: parts.join(' ') });
}
