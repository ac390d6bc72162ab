import type { FillCandidate, FilledPlace, FillMaskResult } from '../../common/engineApi.js';
import { maskSigns } from '../../text/masking/maskSigns.js';
import { bar, column, percent } from '../../text/plainText.js';
import type { Command } from '../command.js';
import { decodeText } from '../../engine/tables/decodeText.js';
import { readBytes } from '../input/readBytes.js';
import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

/** The most missing words that are filled at once. */
const mostMasks = 64;

export const fillCommand: Command = {
  name: 'fill',
  operands: 'TEXT-with-[MASK]…|-',
  operandCount: [1, Infinity],
  summary: 'Suggests words for the gaps of a text.',
  details: `Gaps are written [MASK] or ___. Several operands are read as one text with spaces between them; - reads standard input. The JSON value is
{masks: [{offset, length, candidates: [{text, probability, tokens: [{text, logprob}], causal: {word, rest}, score, article}]}], joint: [{masks,
fillings: [{texts, probability, causal, score}]}], encoder, causal, note}: offset and length in UTF-16 code units, probability the encoder's, causal
what the causal model thinks of the word and of what follows it, score what the order goes by; joint lists what fits together in the gaps of one
sentence. Log-probabilities are natural logarithms. What a model did not say is left out.`,
  options: {
    top: { value: 'K', default: '10', help: 'How many words to list for each gap at most.' },
    pieces: { value: 'N', default: '4', help: "How many pieces of the encoder's vocabulary a word may have, 1 to 4." },
    alone: { help: 'Without the vote of the causal model.' },
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const top = args.integer('top', 1, 100) ?? 10;
    const maxPieces = args.integer('pieces', 1, 4) ?? 4;
    const [operand = ''] = args.operands;
    const isInput = args.operands.length === 1 && operand === '-';
    const text = isInput ? decodeText(await readBytes('-', terminal), 'Standard input') : args.operands.join(' ');
    const places = maskSigns(text).map(({ start, end }) => ({ offset: start, length: end - start }));
    if (places.length === 0) throw usageError('The text has no gap. Write [MASK] or ___ where a word is missing.');
    if (places.length > mostMasks) {
      throw usageError(
        `The text has ${places.length} gaps; at most ${mostMasks} are filled at once. Give it a part of the text at a time.`,
      );
    }
    const request = { text, places, top, maxPieces, vote: !args.flag('alone') };
    const result = await withEngine(args, terminal, (engine) => engine.fillMask(request, terminal.cancel));
    if (result.note !== undefined) terminal.writeMessage(`cloze: The causal model has no vote. ${result.note}\n`);
    return { json: toJson(result), text: () => toText(text, result) };
  },
};

function toJson({ masks, joint, ...models }: FillMaskResult): unknown {
  return {
    masks: masks.map(({ offset, length, candidates }) => ({
      offset,
      length,
      candidates: candidates.map(({ pieces, ...candidate }) => ({ ...candidate, tokens: pieces })),
    })),
    joint: joint.map(({ places, fillings }) => ({ masks: places, fillings })),
    ...models,
  };
}

function toText(text: string, { masks, joint }: FillMaskResult): string {
  const lists = masks.map((mask, index) => `${titleOf(text, mask, index, masks.length)}${mask.candidates.map(line).join('')}`);
  const together = joint.map(
    ({ places, fillings }) =>
      `Gaps ${places.map((place) => place + 1).join(', ')} together\n${fillings.map(({ texts }) => `  ${texts.join(', ')}\n`).join('')}`,
  );
  return [...lists, ...together].join('\n');
}

/** Several gaps are told apart by their number and what stands around them. */
function titleOf(text: string, { offset, length }: FilledPlace, index: number, count: number): string {
  if (count === 1) return '';
  const excerpt = text.slice(Math.max(0, offset - 20), offset + length + 20).replace(/\s+/g, ' ');
  return `Gap ${index + 1}: …${excerpt}…\n`;
}

function line({ text, probability, causal, article }: FillCandidate): string {
  const shown = article === undefined ? text : `(${article}) ${text}`;
  const vote = causal === undefined ? '' : `  causal ${causal.word.toFixed(1)} ${causal.rest.toFixed(1)}`;
  return `  ${column(shown, 18)}${column(percent(probability), 7, 'right')}${vote}  ${bar(probability)}`.trimEnd() + '\n';
}
