import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AdapterSummary, HeldOutFigures } from '../../../../common/methods/manuscript.js';
import { lossCurve } from '../../../../learning/gradientDescent/lossCurve.js';
import { ContextIndex } from '../../../../learning/manuscript/contextIndex.js';
import type { TokenSequence } from '../../../../learning/manuscript/contextOrder.js';
import { bytesOf } from '../../../graph/graphContext.js';
import type { LowRankAdapter } from '../../../graph/blocks/lowRankInputs.js';
import type { CausalUpper } from '../../../training/causal/causalUpper.js';
import { TrainingStore } from '../../../training/trainingStore.js';
import { firstToken } from '../../firstToken.js';
import type { CausalLease } from '../../loadedModel.js';
import { heldOutStart, type HeldOutWindow, heldOutWindows, rateHeldOut } from '../heldOut.js';
import type { LearningContext } from '../learningContext.js';
import { adapterSettings, leastGain } from './adapterSettings.js';
import { passagesToLearn } from './passagesToLearn.js';
import { PassageStates } from './passageStates.js';
import { trainWriterAdapter } from './trainWriterAdapter.js';
import { adaptedLease } from './usedAdapter.js';

/** An adapter, and what it is worth on text that it was not trained on. */
export interface LearnedAdapter {
  readonly adapter: LowRankAdapter;
  readonly below: number;
  readonly summary: AdapterSummary;
}

/** Fewer passages, some three pages, say nothing of a style. */
const leastPassages = 4;

/** Points of the loss curve that are kept. */
const curvePoints = 30;

const seed = 0;

/**
 * Trains an adapter on all but the last tenth of a writer's texts, and measures it on that. The same training that was ended before goes on
 * from where it was. Rejects with `cancelled` within a step.
 * @returns a sentence where there is too little text
 */
export async function learnAdapter(
  tokens: TokenSequence,
  separator: number,
  upper: CausalUpper,
  { causal, trainingFolder, today, report }: LearningContext,
): Promise<LearnedAdapter | string> {
  const model = await causal.model();
  const start = heldOutStart(tokens.length);
  const learned = tokens.slice(0, start);
  const passages = passagesToLearn(learned, separator, firstToken(model.tokenizer), model.decoder.contextLength);
  if (passages.length < leastPassages) return 'There is too little text to learn your style from: a few pages are the least.';
  const settings = adapterSettings(passages.length, upper.layers);
  const { below, rank, rate } = settings;
  const data = createHash('sha256').update(bytesOf(learned)).digest('hex');
  const name = createHash('sha256').update(JSON.stringify([model.hash, data, settings, seed])).digest('hex').slice(0, 32); // prettier-ignore
  const store = new TrainingStore(join(trainingFolder, `${name}.safetensors`));
  const adapted = await upper.adapted(below);
  const states = new PassageStates(trainingFolder);
  const training = await upper.training(below);
  let end: Awaited<ReturnType<typeof trainWriterAdapter>>;
  try {
    end = await trainWriterAdapter({
      training,
      turn: (work) => causal.turn(work),
      passages,
      states: (passage) => states.of(passage, () => causal.turn(() => adapted.lowerStates(passages[passage] ?? []))),
      settings,
      seed,
      store,
      report: (done, loss) => report({ done, total: settings.steps, phase: 'training', loss }),
    });
  } finally {
    await states.dispose();
    await training.dispose();
  }
  const windows = heldOutWindows(start, tokens.length, model.decoder.contextLength);
  const nothing = ContextIndex.of(tokens.slice(0, 0), separator);
  const rated = (lease: CausalLease): Promise<Measured> => measured(windows, start, tokens, nothing, lease);
  const before = await rated(causal);
  const after = await rated(adaptedLease(causal, { key: name, below, adapter: end.adapter }));
  const figures: HeldOutFigures = {
    tokens: before.tokens,
    bytes: before.bytes,
    before: before.bits / before.bytes,
    after: after.bits / after.bytes,
  };
  await store.forget();
  const isUsed = figures.after <= (1 - leastGain) * figures.before;
  return {
    adapter: end.adapter,
    below,
    summary: {
      date: today().toISOString(),
      tokens: tokens.length,
      data,
      layers: upper.layers - below,
      rank,
      steps: end.steps,
      rate,
      seed,
      losses: lossCurve(end.losses, curvePoints),
      figures,
      isUsed,
      ...(end.diverged && {
        note: `Training was stopped after ${end.steps} steps because the loss was no number; the last good state was kept.`,
      }),
    },
  };
}

interface Measured {
  readonly bits: number;
  readonly bytes: number;
  readonly tokens: number;
}

/** What held-out text costs the model of a lease. */
async function measured(
  windows: readonly HeldOutWindow[],
  start: number,
  tokens: TokenSequence,
  index: ContextIndex,
  lease: CausalLease,
): Promise<Measured> {
  const rest = { index, shares: index.shares() };
  const sum = { bits: 0, bytes: 0, tokens: 0 };
  for (const window of windows) {
    const { rated, bytes } = await rateHeldOut(window, start, tokens, rest, lease);
    for (const { model } of rated) sum.bits -= Math.log2(model);
    sum.bytes += bytes;
    sum.tokens += rated.length;
  }
  return sum;
}
