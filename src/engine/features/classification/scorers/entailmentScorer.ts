import { maxOf } from '../../../../common/extremes.js';
import { ClozeError } from '../../../../common/clozeError.js';
import { pairSequence } from '../../encoderSequence.js';
import { labelScores } from './checkpointScorer.js';
import type { ClassifierLease } from '../loadedClassifier.js';
import { passageTokens, type TextScorer } from './textScorer.js';

/** The sentence whose truth tells whether a label fits (Yin et al. 2019, https://arxiv.org/abs/1909.00161). */
const hypothesis = (label: string): string => `This text is about ${label}.`;

/** Scores any labels with a checkpoint that was trained to tell what follows from a text. */
export async function entailmentScorer(labels: readonly string[], lease: ClassifierLease): Promise<TextScorer> {
  const { name, encoder, tokenizer, special } = await lease.model();
  const names = encoder.abilities.labels?.names ?? [];
  const [yes, no] = [places(names).entailment, places(names).contradiction];
  if (special === undefined || yes < 0) {
    const message = `The model "${name}" cannot tell what follows from a text. Choose one that was trained for natural language inference.`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  const claims = labels.map((label) => tokenizer.encode(hypothesis(label)));
  const longest = maxOf(claims.map((claim) => claim.length));
  const most = Math.min(passageTokens, encoder.contextLength - longest - pairSequence(special, [], []).tokens.length);
  return {
    labels,
    model: name,
    temperature: 1,
    most,
    count: (text) => tokenizer.encode(text).length,
    async score(texts) {
      const sequences = texts.flatMap((text) => {
        const premise = tokenizer.encode(text).slice(0, most);
        return claims.map((claim) => pairSequence(special, premise, claim));
      });
      const all = await labelScores(sequences, lease);
      const support = all.map((scores) => (scores[yes] as number) - (no < 0 ? 0 : (scores[no] as number)));
      return texts.map((_, text) => support.slice(text * labels.length, (text + 1) * labels.length));
    },
  };
}

/** Where the labels of natural language inference are; −1 where one is missing. */
export function places(names: readonly string[]): { readonly entailment: number; readonly contradiction: number } {
  const at = (start: string): number => names.findIndex((name) => name.toLowerCase().startsWith(start));
  return { entailment: at('entail'), contradiction: at('contra') };
}
