import * as v from 'valibot';
import { whole } from '../common/methods/values.js';
import type { RatedToken, SurprisalResult } from '../common/methods/scoring.js';
import { proseSurprisal } from '../sessions/surprisal/proseSurprisal.js';
import { ratedWords } from '../writing/surprisal/ratedWords.js';
import { badRequest } from '../common/badRequest.js';
import { lineRange, placeOf, source, sourceText, spanOfLines, type SourceText } from './source.js';
import { figure, tool, type ToolContext } from './tool.js';

/** How many likelier words are told for each surprising one. */
const alternatives = 3;

export const surprisalTool = tool({
  name: 'cloze_surprisal',
  title: 'Find surprising words',
  doing: 'Measuring how surprising each word is',
  description: `Measures how surprising each word of a text is to a local language model, offline, and returns the most surprising ones: likely slips, odd word choices, or where a reader stumbles. Bits are −log2 of the word's probability in its context: under 5 is ordinary, over 12 is rare. Each span has its place (offset and length in UTF-16 code units, line and column from 1), its bits, and what the model expected there instead. Names and technical terms are surprising without being wrong. Of marked-up files only the prose is rated.`,
  input: v.object({
    ...source,
    ...lineRange,
    top: v.exactOptional(v.pipe(whole(1, 100), v.description('How many spans to return, most surprising first. Default 10.'))),
  }),
  run: async ({ top = 10, ...wanted }, context) => {
    const read = await sourceText(wanted, context);
    const span = spanOfLines(wanted, read) ?? { start: 0, end: read.text.length };
    const { tokens, bitsPerByte, model } = await surprisalOf(read, context);
    if (tokens.length === 0) throw badRequest('The text has no prose to rate.');
    const words = ratedWords(read.text, tokens, [], '').filter(({ start, end }) => start < span.end && end > span.start);
    const rated = words.filter(({ withoutContext }) => withoutContext !== true);
    const total = rated.reduce((sum, { bits }) => sum + bits, 0);
    const most = [...rated].sort((a, b) => b.bits - a.bits).slice(0, top);
    return {
      ...(read.file !== undefined && { file: read.file }),
      model,
      words: rated.length,
      bitsPerWord: figure(rated.length === 0 ? 0 : total / rated.length, 2),
      bitsPerByte: figure(bitsPerByte),
      spans: most.map((word) => ({
        ...placeOf(word, read.lines),
        text: word.text,
        bits: figure(word.bits, 2),
        expected: word.expected.map(({ text, logprob }) => ({ text: text.trim(), probability: figure(Math.exp(logprob)) })),
      })),
    };
  },
});

async function surprisalOf({ text, language }: SourceText, { engine, token, report }: ToolContext): Promise<SurprisalResult> {
  if (language !== 'plaintext') return withoutHoles(text, await proseSurprisal(text, language, alternatives, engine, token));
  return engine.surprisal({ text, alternatives }, token, ({ done, total }) => report(done, total, 'Reading'));
}

/** What is no prose counts nothing: words need ratings without gaps. */
function withoutHoles(text: string, result: SurprisalResult): SurprisalResult {
  const tokens: RatedToken[] = [];
  let at = 0;
  const silent = (end: number): void => {
    if (end > at) tokens.push({ offset: at, length: end - at, bits: 0, rank: 0, alternatives: [] });
  };
  for (const token of result.tokens) {
    silent(token.offset);
    tokens.push(token);
    at = token.offset + token.length;
  }
  silent(text.length);
  return { ...result, tokens: result.tokens.length === 0 ? [] : tokens };
}
