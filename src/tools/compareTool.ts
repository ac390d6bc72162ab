import * as v from 'valibot';
import { badRequest } from '../common/badRequest.js';
import { hasWords } from '../common/hasWords.js';
import { text } from '../common/methods/values.js';
import type { TextPair } from '../common/methods/scoring.js';
import { sigmoid } from '../common/sigmoid.js';
import { sentences } from '../prose/sentences.js';
import { figure, tool, type ToolContext } from './tool.js';

/** Versions that differ by less are as good as each other to the model. */
const clearShare = 0.02;

export const compareTool = tool({
  name: 'cloze_compare',
  title: 'Compare versions',
  doing: 'Comparing versions',
  description: `Tells which of two or more versions of a passage local language models find more natural, offline, with the numbers. Use it to choose between phrasings that you wrote, or to check that a rewrite is an improvement. bitsPerByte is how surprising a version is per byte of text (lower is more natural, and comparable between lengths); totalBits is the whole version's surprisal; follows is the mean probability (0 to 1) that each sentence follows from the one before, where there are several. Give the text before the passage for a fair judgment. What is natural is not always what is meant: weigh it against the writer's intent.`,
  input: v.object({
    versions: v.pipe(
      v.array(text(100_000), 'must be a list'),
      v.minLength(2, 'has too few versions; give 2 to 20.'),
      v.maxLength(20, 'has too many versions; give 2 to 20.'),
      v.description('The versions to compare, 2 to 20.'),
    ),
    before: v.exactOptional(v.pipe(text(100_000), v.description('The text that comes before each version.'))),
  }),
  run: async ({ versions, before = '' }, context) => {
    if (!versions.every(hasWords)) throw badRequest('Each version must have words in it.');
    const rated: { index: number; totalBits: number; bitsPerByte: number; follows?: number }[] = [];
    let model = '';
    for (const [index, version] of versions.entries()) {
      const separator = before === '' || /\s$/.test(before) || /^\s/.test(version) ? '' : ' ';
      const request = { text: version, ...(before !== '' && { before: before + separator }), alternatives: 0 };
      const { tokens, bitsPerByte, model: name } = await context.engine.surprisal(request, context.token);
      model = name;
      const totalBits = tokens.reduce((sum, { bits }) => sum + bits, 0);
      const follows = await followsOf(version, before, context);
      rated.push({
        index,
        totalBits: figure(totalBits, 2),
        bitsPerByte: figure(bitsPerByte),
        ...(follows !== undefined && { follows: figure(follows) }),
      });
      context.report(index + 1, versions.length, `Version ${index + 1} of ${versions.length}`);
    }
    const ranked = [...rated].sort((a, b) => a.bitsPerByte - b.bitsPerByte);
    const [best, second] = ranked;
    const isClear = best !== undefined && second !== undefined && second.bitsPerByte - best.bitsPerByte > clearShare * second.bitsPerByte;
    return { model, best: best?.index, isClear, ranking: ranked.map(({ index }) => index), versions: rated };
  },
});

/** The mean probability that each sentence follows; `undefined` where there is one sentence, or no encoder that can tell. */
async function followsOf(version: string, before: string, { engine, token }: ToolContext): Promise<number | undefined> {
  const last = sentences(before).at(-1);
  const parts = sentences(version).map(({ start, end }) => version.slice(start, end));
  const chain = [...(last === undefined ? [] : [before.slice(last.start, last.end)]), ...parts].slice(0, 1000);
  const pairs = chain.slice(1).map((second, index): TextPair => ({ before: '', first: chain[index] ?? '', second }));
  if (pairs.length === 0) return undefined;
  const { ratings } = await engine.ratePairs({ pairs, signals: ['next-sentence'] }, token);
  const known = ratings.flatMap(({ nextSentence }) => (nextSentence === undefined ? [] : [sigmoid(nextSentence)]));
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
