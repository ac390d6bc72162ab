import type { EngineApi } from '../../common/engineApi.js';
import type { SurprisalResult } from '../../common/methods/scoring.js';
import type { Command } from '../command.js';
import { inputLanguage, languageOption } from '../input/languageOption.js';
import { inputText, textOption } from '../input/inputText.js';
import { engineOptions, jsonOption, learnedOptions, serverOptions } from '../options.js';
import { proseSurprisal } from '../../sessions/surprisal/proseSurprisal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

export const surprisalCommand: Command = {
  name: 'surprisal',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  summary: 'Tells how surprising each token of a text is.',
  details: `The JSON value is {tokens: [{offset, length, bits, rank}], bitsPerByte, model}: offset and length in UTF-16 code units, bits = −log₂ of the token's
probability, rank 0 where the model held it for the most probable. With --top N each token also lists the N most probable ones.

Of a Markdown, LaTeX, reStructuredText, AsciiDoc or Typst file only the prose is rated: no markup, no code, no address; the headings
above and the prose before are read as context. Standard input and --text are plain text unless --language says otherwise. The first token of a
plain text has no context: its bits tell how rarely a text begins with it.

With --learned DIR the bits are those of the model with what was learned from a writer: names and phrases of theirs surprise less.`,
  options: {
    text: textOption,
    language: languageOption,
    top: { value: 'N', default: '0', help: 'How many alternatives to list for each token.' },
    ...engineOptions,
    ...serverOptions,
    ...learnedOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const alternatives = args.integer('top', 0, 100) ?? 0;
    const text = await inputText(args, terminal);
    const language = inputLanguage(args, args.operands[0]);
    const hasLearned = args.text('learned') !== undefined;
    const result = await withEngine(args, terminal, (engine) => {
      const rating = hasLearned ? withLearned(engine) : engine;
      return language === 'plaintext'
        ? rating.surprisal({ text, alternatives }, terminal.cancel)
        : proseSurprisal(text, language, alternatives, rating, terminal.cancel);
    });
    if (result.tokens.length === 0) throw usageError('There is no prose to rate in the text.');
    return { json: toJson(result, alternatives), text: () => toText(result, text, alternatives) };
  },
};

/** Rates texts by the model with what was learned. */
function withLearned(engine: Pick<EngineApi, 'surprisal'>): Pick<EngineApi, 'surprisal'> {
  return { surprisal: (request, cancel) => engine.surprisal({ ...request, learned: true }, cancel) };
}

function toJson({ tokens, bitsPerByte, model }: SurprisalResult, alternatives: number): unknown {
  const rated = tokens.map(({ offset, length, bits, rank, alternatives: top }) => ({
    offset,
    length,
    bits,
    rank,
    ...(alternatives > 0 ? { top } : {}),
  }));
  return { tokens: rated, bitsPerByte, model };
}

function toText({ tokens, bitsPerByte }: SurprisalResult, text: string, count: number): string {
  const lines = tokens.map(({ offset, length, bits, rank, alternatives }) => {
    const likelier = count === 0 ? '' : `  (${alternatives.map((token) => JSON.stringify(token.text)).join(' ')})`;
    return `${bits.toFixed(2).padStart(6)} bits  rank ${String(rank).padEnd(6)} ${JSON.stringify(text.slice(offset, offset + length))}${likelier}\n`;
  });
  return `${lines.join('')}${bitsPerByte.toFixed(4)} bits per byte\n`;
}
