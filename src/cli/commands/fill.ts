import type { FillCandidate, FilledPlace, FillMaskResult } from '../../common/methods/maskedWords.js';
import { modelJobs } from '../../common/modelJobs.js';
import { maskSigns } from '../../writing/masking/maskSigns.js';
import { bar, column, percent } from '../../prose/plainText.js';
import type { Command } from '../command.js';
import { emptyInput, isEmpty, readText } from '../input/readText.js';
import { encoderOptions, encoderServerOptions, engineOptions, jsonOption, learnedOptions } from '../options.js';
import { tellLanguage } from '../tellLanguage.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

/** The most missing words that are filled at once. */
const maxMasks = 64;

export const fillCommand: Command = {
  name: 'fill',
  operands: 'TEXT-with-[MASK]…|-',
  operandCount: [1, Infinity],
  summary: 'Suggests words for the gaps of a text.',
  details: `Gaps are written [MASK] or ___. Several operands are read as one text with spaces between them; - reads standard input. The JSON value is
{masks: [{offset, length, candidates: [{text, probability, tokens: [{text, logprob}], causal: {word, rest}, score, article}]}], joint: [{masks,
fillings: [{texts, probability, causal, score}]}], encoder, causal, note}: offset and length in UTF-16 code units, probability the encoder's, causal
{word, rest} the causal model's log-probability of the word and of the rest of the text after it, score what the order goes by; joint lists what
fits together in the gaps of one sentence. Log-probabilities are natural logarithms. What a model did not say is left out.`,
  options: {
    top: { value: 'K', default: '10', help: 'How many words to list for each gap at most.' },
    pieces: { value: 'N', default: '4', help: "How many pieces of the encoder's vocabulary a word may have, 1 to 4." },
    alone: { help: 'Without the vote of the causal model.' },
    ...learnedOptions,
    ...encoderOptions,
    ...encoderServerOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const top = args.integer('top', 1, 100) ?? 10;
    const maxPieces = args.integer('pieces', 1, 4) ?? 4;
    const [operand = ''] = args.operands;
    const isInput = args.operands.length === 1 && operand === '-';
    const text = isInput ? await readText('-', terminal) : args.operands.join(' ');
    if (isEmpty(text)) throw emptyInput(isInput ? 'Standard input' : 'The text');
    const places = maskSigns(text).map(({ start, end }) => ({ offset: start, length: end - start }));
    if (places.length === 0) throw usageError('The text has no gap. Write [MASK] or ___ where a word is missing.');
    if (places.length > maxMasks) {
      throw usageError(`The text has ${places.length} gaps; at most ${maxMasks} are filled at once. Give it a part of the text at a time.`);
    }
    const request = { text, places, top, maxPieces, vote: !args.flag('alone') };
    const result = await withEngine(args, terminal, async (engine, { encoderModel }) => {
      await tellLanguage(text, 'words', encoderModel ?? modelJobs.words.embedded, terminal);
      return engine.fillMask(request, terminal.cancel);
    });
    if (result.note !== undefined) terminal.writeMessage(`cloze: The causal model was not used. ${result.note}\n`);
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
  const lists = masks.map((mask, index) => `${titleOf(text, mask, index, masks.length)}${candidateTable(mask.candidates)}`);
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

function candidateTable(candidates: readonly FillCandidate[]): string {
  const hasVote = candidates.some(({ causal }) => causal !== undefined);
  const names = tableLine('word', 'encoder', hasVote ? ['causal: word', 'causal: rest'] : [], '');
  const lines = candidates.map(({ text, probability, causal, article }) => {
    const shown = article === undefined ? text : `(${article}) ${text}`;
    const vote = causal === undefined ? [] : [causal.word.toFixed(1), causal.rest.toFixed(1)];
    return tableLine(shown, percent(probability), vote, bar(probability));
  });
  return candidates.length === 0 ? '  No word was found.\n' : [names, ...lines].join('');
}

function tableLine(word: string, encoder: string, causal: readonly string[], bar: string): string {
  const votes = causal.map((value) => column(value, 14, 'right')).join('');
  return `  ${column(word, 18)}${column(encoder, 8, 'right')}${votes}  ${bar}`.trimEnd() + '\n';
}
