import type { Capabilities } from './capabilities.js';

/** What a server can do and what that means for the features, for people. */
export function capabilitySentences(can: Capabilities): string[] {
  const { kind, model, models, logprobs, top, promptLogprobs, tokenIds, allowedTokens, chat, contextLength, notes } = can;
  const others = models.filter((each) => each !== model);
  const completes = logprobs !== 'none';
  return [
    `${kind === 'other' ? 'A server of no known kind' : `A server of the kind ${kind}`}, with the model ${model}${others.length === 0 ? '' : ` (also: ${others.join(', ')})`}.`,
    completes
      ? `Completions: yes, with the ${top} most probable tokens of each place (${logprobs} shape).`
      : 'Completions: no, since it does not tell how probable its tokens are.',
    promptLogprobs === 'none' ? 'Surprisal and flow: no, since it does not tell how probable a given text is.' : 'Surprisal and flow: yes.',
    completes && tokenIds
      ? `Place of the cursor: exact, since it takes token ids, where the model’s tokenizer is on this machine${allowedTokens ? '; half-typed words are completed among all tokens' : ''}.`
      : 'Place of the cursor: as exact as a text is; half-typed words may be read as whole ones.',
    chat === null
      ? 'Rewriting, translating and summarizing: no, since it answers no messages.'
      : 'Rewriting, translating and summarizing: yes, as far as its model follows instructions.',
    ...(contextLength === null ? [] : [`It reads at most ${contextLength} tokens.`]),
    ...notes,
  ];
}
