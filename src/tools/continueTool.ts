import * as v from 'valibot';
import { badRequest } from '../common/badRequest.js';
import { oneOf, whole } from '../common/methods/values.js';
import type { TextContext } from '../common/methods/completion.js';
import { proseContext } from '../prose/context/documentContext.js';
import { splitsCharacter } from '../prose/characters.js';
import { source, sourceText } from './source.js';
import { figure, tool } from './tool.js';

/** More tokens than words, as names have several. */
const tokensPerWord = 2;

export const continueTool = tool({
  name: 'cloze_continue',
  title: 'Continue text',
  doing: 'Writing continuations',
  description: `Continues a text with a small local language model, offline, in the voice of what comes before. Use it to see what a reader would expect next, or for a draft of a few words; its model is far smaller than you are, so its value is the probability of what it writes, not its style. Each continuation comes with its stop reason and the mean probability of a token. It inserts nothing.`,
  input: v.object({
    ...source,
    offset: v.exactOptional(v.pipe(whole(0), v.description('Where to continue, in UTF-16 code units. Default: the end of the text.'))),
    maxWords: v.exactOptional(v.pipe(whole(1, 200), v.description('The most words to write. Default 20.'))),
    count: v.exactOptional(v.pipe(whole(1, 5), v.description('How many continuations. Default 1.'))),
    stopAt: v.exactOptional(v.pipe(oneOf(['word', 'clause', 'sentence', 'line', 'none']), v.description('Where to end at the latest. Default sentence.'))), // prettier-ignore
  }),
  run: async ({ offset, maxWords = 20, count = 1, stopAt = 'sentence', ...wanted }, context) => {
    const read = await sourceText(wanted, context);
    const at = offset ?? read.text.trimEnd().length;
    if (at > read.text.length) throw badRequest(`offset is ${at}, but the text has ${read.text.length} characters.`);
    if (splitsCharacter(read.text, at)) throw badRequest(`offset is ${at}, which is inside a character.`);
    const { candidates, usage } = await context.engine.complete(
      {
        context: contextAt(read.text, at, read.language),
        maxTokens: maxWords * tokensPerWord,
        candidates: count,
        stopAt,
        sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
        alternatives: 0,
        minConfidence: 0,
      },
      context.token,
    );
    return {
      model: usage.model,
      offset: at,
      continuations: candidates.map(({ text, tokens, stop }) => {
        const mean = tokens.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, tokens.length);
        return { text, stop, meanTokenProbability: figure(Math.exp(mean)) };
      }),
    };
  },
});

/** What the model reads: the prose, as in the editor; all of it where the place is not in prose. */
function contextAt(text: string, offset: number, language: string): TextContext {
  const after = text.slice(offset);
  const end = after.search(/\r?\n[^\S\n]*\r?\n/);
  return (
    proseContext(text, offset, language) ?? {
      headings: [],
      before: text.slice(0, offset),
      after: end < 0 ? after : after.slice(0, end),
    }
  );
}
