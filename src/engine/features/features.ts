import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineMethods, MethodName } from '../../common/engineMethods.js';
import type { Method, ProgressOf, RequestOf, ResultOf } from '../../common/methods/method.js';
import { answerQuestion } from './classification/answerQuestion.js';
import type { ClassifierModels } from './classification/classifierModels.js';
import { classify } from './classification/classify.js';
import { findLabels } from './classification/find/findLabels.js';
import { installedClassifiers } from './classification/installedClassifiers.js';
import { textFeatures } from './classification/textFeatures.js';
import { trainClassifier } from './classification/training/trainClassifier.js';
import { trainTagger } from './classification/training/trainTagger.js';
import { complete } from './complete.js';
import { embed } from './embed.js';
import type { AnswerMemory } from './fill/answerMemory.js';
import { fillMask } from './fillMask.js';
import { learn } from './learn/learn.js';
import { learned } from './learn/learnedSummary.js';
import type { CausalLease } from './loadedModel.js';
import { nextTokens } from './nextTokens.js';
import { ratePairs } from './ratePairs.js';
import { surprisal } from './surprisal.js';
import { warm } from './warm.js';
import { write } from './write.js';

/** What a feature works with. The leases end with the request. */
export interface FeatureContext<P = never> extends ClassifierModels {
  /** The causal model with what was learned from the writer, for what they are offered. */
  readonly writers: CausalLease;
  readonly answers: AnswerMemory;
  /** A model that follows instructions, by its name or path. */
  readonly instructed: (model: string) => CausalLease;
  readonly modelFolders: readonly string[];
  /** Where trainings that take long keep their state. */
  readonly trainingFolder: string;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly today: () => Date;
  readonly cancel: CancellationToken;
  /** Tells the caller how far the work is. */
  readonly report: (progress: P) => void;
}

export type Feature<M extends Method> = (request: RequestOf<M>, context: FeatureContext<ProgressOf<M>>) => Promise<ResultOf<M>>;

/** The methods that are not about the engine itself. */
export type FeatureName = Exclude<MethodName, 'status' | 'unload' | 'testDevices'>;

/** What carries out each method. A request has been checked against its schema when it comes here. */
export const features: { readonly [N in FeatureName]: Feature<EngineMethods[N]> } = {
  complete: (request, { writers, now, report }) => writers.turn((model, cancel) => complete(request, model, now, cancel, report)),
  warm: (request, { causal }) => causal.turn((model, cancel) => warm(request, model, cancel)),
  write: (request, { causal, instructed, now, today, cancel, report }) => {
    const lease = request.model === undefined ? causal : instructed(request.model);
    return write(request, { lease, now, today: today(), cancel, report });
  },
  nextTokens: (request, { writers }) => writers.turn((model, cancel) => nextTokens(request, model, cancel)),
  surprisal: (request, { causal, writers, report }) => surprisal(request, request.learned === true ? writers : causal, report),
  ratePairs,
  embed,
  fillMask: (request, context) => fillMask(request, { encoder: context.encoder, causal: context.writers }, context.answers),
  classify,
  textFeatures,
  findLabels,
  answer: (request, { checkpoint }) => answerQuestion(request, checkpoint(request.model)),
  classifiers: (_, { modelFolders }) => installedClassifiers(modelFolders, process.env),
  trainClassifier,
  trainTagger,
  learn,
  learned: (request, { causal, cancel }) => learned(request, causal, cancel),
};
