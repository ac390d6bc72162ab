import { maxOf } from '../../../../common/extremes.js';
import type { CancellationToken } from '../../../../common/cancellation.js';
import type { Token } from '../../../tokenizer/token.js';
import { firstToken } from '../../firstToken.js';
import type { LoadedModel, CausalLease } from '../../loadedModel.js';
import { passageTokens, type TextScorer } from './textScorer.js';

/** What stands between a text and its label. */
const templates: readonly string[] = ['\nIt was', '\nThis text is about'];

/** Room for the template and the label. */
const spareTokens = 48;

const temperature = 1;

/**
 * Scores any labels by how likely a causal model goes on with them after the text, against how likely it does so after no text at all
 * (Zhao et al. 2021, https://arxiv.org/abs/2102.09690).
 */
export async function likelihoodScorer(labels: readonly string[], lease: CausalLease): Promise<TextScorer> {
  const { name, tokenizer, decoder } = await lease.model();
  const pieces = labels.map((label) => tokenizer.encode(` ${label}`));
  const most = Math.min(passageTokens, decoder.contextLength - spareTokens - maxOf(pieces.map(({ length }) => length)));
  const rated = (text: string): Promise<number[]> => lease.turn((model, cancel) => likelihoods(text, pieces, most, model, cancel));
  const alone = await rated('');
  return {
    labels,
    model: name,
    temperature,
    most,
    count: (text) => tokenizer.encode(text).length,
    async score(texts) {
      const all: number[][] = [];
      for (const text of texts) all.push((await rated(text)).map((score, label) => score - (alone[label] as number)));
      return all;
    },
  };
}

/** The log-probability of each label behind a text, averaged over templates. */
async function likelihoods(
  text: string,
  pieces: readonly (readonly Token[])[],
  most: number,
  { decoder, tokenizer }: LoadedModel,
  cancel: CancellationToken,
): Promise<number[]> {
  const read = tokenizer.encode(text.trimEnd()).slice(0, most);
  const sums = pieces.map(() => 0);
  for (const template of templates) {
    const { branch } = await decoder.prefill([firstToken(tokenizer), ...read, ...tokenizer.encode(template)], { top: 0 }, cancel);
    const ratings = await decoder.rate(pieces.map((tokens) => ({ branch, tokens })), 0, cancel); // prettier-ignore
    ratings.forEach(({ logprobs }, label) => {
      sums[label] = (sums[label] as number) + logprobs.reduce((sum, logprob) => sum + logprob, 0) / templates.length;
    });
  }
  return sums;
}
