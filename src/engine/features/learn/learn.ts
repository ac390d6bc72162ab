import type { CancellationToken } from '../../../common/cancellation.js';
import { ClozeError } from '../../../common/clozeError.js';
import type { LearnRequest, LearnResult, SkippedFile } from '../../../common/methods/manuscript.js';
import type { Progress } from '../../../common/methods/progress.js';
import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';
import { noWeights } from '../../../learning/manuscript/blendWeights.js';
import { skippedBecause } from '../../../learning/manuscript/skippedFiles.js';
import type { LearnedHead } from '../../decode/learned/learnedFile.js';
import type { CausalLease, LoadedModel } from '../loadedModel.js';
import { readAdapter, removeAdapter, writeAdapter } from './adapter/adapterFolder.js';
import { learnAdapter } from './adapter/learnAdapter.js';
import { adaptedLease, usedAdapter } from './adapter/usedAdapter.js';
import { fitOnHeldOut, type FittedWeights } from './fitOnHeldOut.js';
import { heldOutStart, heldOutWindows } from './heldOut.js';
import { adapterPart, summaryOf } from './learnedSummary.js';
import { manuscriptTokens } from './manuscriptTokens.js';
import { readLearned, writeLearned } from './learnedFolder.js';
import type { LearningContext } from './learningContext.js';
import { sortedIndex } from './sortedIndex.js';
import { unknownWords } from './unknownWords.js';

/** Fewer tokens than these, about a page, say nothing about how a writer writes. */
const leastTokens = 200;

/** Weights are fitted again once the text has grown by this part. */
const growth = 0.2;

/**
 * Learns from a writer's texts and keeps the result in a folder: whole, or what was there before. Texts that were learned before are not made into
 * tokens again, and weights are fitted again only where the text has grown enough, so that keeping up with a writer is cheap.
 */
export async function learn(request: LearnRequest, context: LearningContext): Promise<LearnResult> {
  const { causal, now, today, cancel, report } = context;
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
  const { folder, with: kind = 'ngram', again = false } = request;
  if (request.with === 'ngram') await removeAdapter(folder);
  const known = unknownWords(words, model.tokenizer);
  const write = async (fitted: Fitted): Promise<Written> => {
    const head = headOf(fitted, { model, words: words.total, sources, known, date: today() });
    return { head, bytes: await writeLearned(folder, { head, index }) };
  };
  const fitNow = async (): Promise<Fitted> => {
    const used = await usedAdapter(folder, model);
    const fitted = await fit(tokens, separator, adaptedLease(causal, used), cancel, report);
    return { ...fitted, fittedTokens: tokens.length, ...(used && { fittedWith: used.key }) };
  };
  // Learning may have been killed when an adapter was there and the words were not fitted beside it yet.
  const isBeside = before?.head.fittedWith === (await usedAdapter(folder, model))?.key;
  const isKept = before !== undefined && !again && isBeside && !hasGrown(before.head.fittedTokens, tokens);
  let written = await write(kind === 'adapter' ? notFitted : isKept ? before.head : await fitNow());
  const fittedAt = now();
  let note: string | undefined;
  // Words are there before the style is: training takes long, and may be given up.
  if (kind !== 'ngram' && (again || !(await isCurrent(folder, model, tokens)))) {
    note = await learnStyle(folder, model, tokens, separator, context);
    if (note === undefined && kind === 'both') written = await write(await fitNow());
  }
  return {
    ...summaryOf(written.head, written.bytes),
    ...adapterPart(await readAdapter(folder), model.hash),
    ...(note !== undefined && { note }),
    leftOut: [...leftOut],
    countingMs: counted - started,
    fittingMs: fittedAt - counted,
    ...(kind !== 'ngram' && { trainingMs: now() - fittedAt }),
  };
}

/** Weights as they are kept, and how much text they were fitted on. */
interface Fitted extends Pick<LearnedHead, 'fittedTokens' | 'fittedWith'> {
  readonly weights: readonly number[];
  readonly figures?: LearnedHead['figures'] | undefined;
}

interface Written {
  readonly head: LearnedHead;
  readonly bytes: number;
}

/** Words that are only kept for later. */
const notFitted: Fitted = { weights: noWeights, figures: undefined, fittedTokens: 0 };

function hasGrown(since: number, tokens: TokenSequence): boolean {
  return tokens.length > (1 + growth) * since || tokens.length < since / 2;
}

/** Whether an adapter of the folder is of the model, and of about as much text; also one that did not help is not trained again until then. */
async function isCurrent(folder: string, { hash }: LoadedModel, tokens: TokenSequence): Promise<boolean> {
  const found = await readAdapter(folder);
  return found.state === 'ready' && found.record.model.hash === hash && !hasGrown(found.record.summary.tokens, tokens);
}

/** Trains an adapter and keeps it with its figures. Returns why none was trained. */
async function learnStyle(
  folder: string,
  { name, hash, upper }: LoadedModel,
  tokens: TokenSequence,
  separator: number,
  context: LearningContext,
): Promise<string | undefined> {
  if (upper === undefined) return 'Your style was not learned: only a model on this machine can be trained.';
  const learned = await learnAdapter(tokens, separator, upper, context);
  if (typeof learned === 'string') return learned;
  const { adapter, below, summary } = learned;
  await writeAdapter(folder, adapter, { model: { name, hash }, below, summary });
  return undefined;
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
  { weights, figures, fittedTokens, fittedWith }: Fitted,
  about: { model: LoadedModel; words: number; sources: LearnedHead['sources']; known: ReturnType<typeof unknownWords>; date: Date },
): LearnedHead {
  const { model, words, sources, known, date } = about;
  return {
    model: { name: model.name, hash: model.hash, vocabularySize: model.decoder.vocabularySize },
    date: date.toISOString(),
    words,
    known: known.slice(0, 5000).map(({ rivals, ...word }) => ({ ...word, ...(rivals && { rivals: [...rivals] }) })),
    knownCount: known.length,
    weights: [...weights],
    ...(figures !== undefined && { figures }),
    fittedTokens,
    ...(fittedWith !== undefined && { fittedWith }),
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
