import * as v from 'valibot';
import { badRequest } from '../common/badRequest.js';
import { text, whole } from '../common/methods/values.js';
import { TextLines } from '../report/flow/textLines.js';
import { maskSigns } from '../writing/masking/maskSigns.js';
import { placeOf } from './source.js';
import { figure, tool } from './tool.js';

export const wordsTool = tool({
  name: 'cloze_words',
  title: 'Find words for a blank',
  doing: 'Finding words that fit',
  description: `Finds the words that fit the blanks of a text, ranked by two local language models, offline. Write [MASK] or ___ where a word is wanted, and include the whole sentence with some sentences around it: they decide. Use it for a better word, a synonym that fits the context, or a missing word. Each candidate has its probability (0 to 1) by the masked-word model; where several blanks are in one sentence, "together" lists words that fit in all of them at once. An article before the blank that would have to change is named.`,
  input: v.object({
    text: v.pipe(text(100_000), v.description('The text with [MASK] or ___ for each wanted word.')),
    top: v.exactOptional(v.pipe(whole(1, 50), v.description('How many words to list for each blank. Default 8.'))),
  }),
  run: async ({ text: given, top = 8 }, { engine, token }) => {
    const places = maskSigns(given).map(({ start, end }) => ({ offset: start, length: end - start }));
    if (places.length === 0) throw badRequest('The text has no blank. Write [MASK] or ___ where a word is wanted.');
    const { masks, joint, encoder, causal, note } = await engine.fillMask({ text: given, places, top, maxPieces: 4, vote: true }, token);
    const lines = new TextLines(given);
    return {
      models: [encoder, ...(causal === undefined ? [] : [causal])],
      blanks: masks.map(({ offset, length, candidates }) => ({
        ...placeOf({ start: offset, end: offset + length }, lines),
        words: candidates.map(({ text: word, probability, article }) => ({
          word,
          probability: figure(probability),
          ...(article !== undefined && { articleBefore: article }),
        })),
      })),
      ...(joint.length > 0 && {
        together: joint.map(({ places: indexes, fillings }) => ({
          blanks: indexes,
          words: fillings.slice(0, top).map(({ texts, probability }) => ({ words: texts, probability: figure(probability, 6) })),
        })),
      }),
      notes: note === undefined ? [] : [note],
    };
  },
});
