import type { CompleteRequest, CompleteResult, Completion, StopAt } from '../../common/methods/completion.js';
import { splitsCharacter } from '../../prose/characters.js';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { contextAt } from '../input/contextAt.js';
import { languageOf } from '../input/fileLanguage.js';
import { inputText, textOption } from '../input/inputText.js';
import { engineOptions, jsonOption, learnedOptions, serverOptions } from '../options.js';
import { samplingIn, samplingOptions } from '../samplingOptions.js';
import { tellLanguage } from '../tellLanguage.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

export const completeCommand: Command = {
  name: 'complete',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  summary: 'Continues a text.',
  details: `The JSON value is {text, tokens: [{text, logprob, top: [{text, logprob}]}], stop, acceptance, candidates, timings, model, device}; text, tokens, stop
and acceptance are those of the best candidate. Log-probabilities are natural logarithms; times are milliseconds.`,
  options: {
    text: textOption,
    at: {
      value: 'OFFSET',
      help: 'Where to continue, in UTF-16 code units; the text after it guides the choice (default: the end, before a last line break of a file)',
    },
    'max-tokens': { value: 'N', default: '32', help: 'The most tokens to add.' },
    candidates: { value: 'K', default: '1', help: 'How many different continuations to give at most.' },
    'stop-at': { value: 'word|clause|sentence|line|none', default: 'none', help: 'Where a continuation ends at the latest.' },
    'min-confidence': { value: 'P', default: '0', help: 'End before the running product of probabilities falls below P.' },
    ...samplingOptions,
    top: { value: 'N', default: '5', help: 'How many alternatives to list for each token.' },
    ...learnedOptions,
    ...engineOptions,
    ...serverOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const started = performance.now();
    const text = await inputText(args, terminal);
    // A file ends with a line break where its text does not.
    const end = args.text('text') === undefined ? text.replace(/\r?\n$/, '').length : text.length;
    const request = completeRequest(text, end, args);
    const result = await withEngine(args, terminal, async (engine, { causalModel }) => {
      if (args.text('server') === undefined) await tellLanguage(request.context.before, 'completion', causalModel, terminal);
      return engine.complete(request, terminal.cancel);
    });
    return { json: toJson(result, performance.now() - started), text: () => toText(result.candidates) };
  },
};

function completeRequest(text: string, end: number, args: Arguments): CompleteRequest {
  const at = args.integer('at', 0, text.length) ?? end;
  if (splitsCharacter(text, at)) throw usageError(`--at ${at} lies inside a character. Choose ${at - 1} or ${at + 1}.`);
  return {
    context: contextAt(text, at, languageOf(args.operands[0])),
    maxTokens: args.integer('max-tokens', 1, 4096) ?? 32,
    candidates: args.integer('candidates', 1, 8) ?? 1,
    stopAt: args.choice<StopAt>('stop-at', ['word', 'clause', 'sentence', 'line', 'none']) ?? 'none',
    sampling: samplingIn(args),
    alternatives: args.integer('top', 0, 100) ?? 5,
    minConfidence: args.number('min-confidence', 0, 1) ?? 0,
  };
}

function toJson({ candidates, usage }: CompleteResult, totalMs: number): unknown {
  const all = candidates.map(candidateJson);
  const best = all[0] ?? { text: '', tokens: [], stop: null, acceptance: null };
  const { model, device, ...timings } = usage;
  return { ...best, candidates: all, timings: { ...timings, totalMs }, model, device };
}

function candidateJson({ text, tokens, stop, acceptance, suffixLogprob }: Completion): object {
  return {
    text,
    tokens: tokens.map((token) => ({ text: token.text, logprob: token.logprob, top: token.alternatives })),
    stop,
    acceptance,
    ...(suffixLogprob === undefined ? {} : { suffixLogprob }),
  };
}

/** The continuation as it is; several are numbered. */
function toText(candidates: readonly Completion[]): string {
  if (candidates.length === 1) return `${candidates[0]?.text ?? ''}\n`;
  return candidates.map(({ text }, index) => `${index + 1}. ${text}\n`).join('');
}
