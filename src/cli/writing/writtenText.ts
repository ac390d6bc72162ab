import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { EngineInit } from '../../common/methods/lifecycle.js';
import type { Shortfall, WriteRequest, WriteResult } from '../../common/methods/writing.js';
import { modelJobs } from '../../common/modelJobs.js';
import type { Arguments } from '../arguments.js';
import type { Outcome } from '../command.js';
import { inputLanguage, languageOption } from '../input/languageOption.js';
import { inputText, textOption } from '../input/inputText.js';
import { engineOptions, jsonOption, messageServerOptions } from '../options.js';
import { Progress } from '../progress.js';
import { samplingIn, samplingOptions } from '../samplingOptions.js';
import type { Options } from '../syntax.js';
import type { Terminal } from '../terminal.js';
import { tellLanguage } from '../tellLanguage.js';
import { withEngine } from '../withEngine.js';

/** Options of the commands that let a model write. */
export const writingOptions = {
  text: textOption,
  language: languageOption,
  'max-tokens': { value: 'N', help: 'The most tokens of the answer to a part of the text (default: as many as the part suggests)' },
  ...samplingOptions,
  ...engineOptions,
  ...messageServerOptions,
  ...jsonOption,
} as const satisfies Options;

/** What the JSON value of those commands is; a part of their help. */
export const writingDetails = `The JSON value is {text, shortfalls: [{offset, length, why, text}], timings, model, device}. A shortfall is a place of the given text, in
UTF-16 code units, where the answer is not what was asked for: "markup" (this code, link or formula is missing), "max-tokens" (it was cut
off), "repetition" (the model went round in circles) or "nothing" (it gave no answer); of these two the text stays. People read them on standard error.

The model has to be an instruction model, with a chat template of its own, or a server that answers messages. Standard input and --text are plain text unless --language says otherwise.`;

export interface CommandTask extends Pick<WriteRequest, 'instruction' | 'form'> {
  readonly isTranslation?: boolean;
}

/** Lets the model carry out an instruction about the text that the arguments name. */
export async function writtenText(args: Arguments, terminal: Terminal, { isTranslation, ...task }: CommandTask): Promise<Outcome> {
  const started = performance.now();
  const text = await inputText(args, terminal);
  const request = { ...task, text, languageId: inputLanguage(args, args.operands[0]), ...choicesIn(args) };
  const work = async (engine: EngineApi, init: EngineInit): Promise<WriteResult> => {
    if (args.text('server') === undefined) {
      if (init.causalModel === modelJobs.rewriting.embedded) refuseOrWarn(isTranslation === true, terminal);
      await tellLanguage(text, 'rewriting', init.causalModel, terminal);
    }
    let progress: Progress | undefined;
    const written = await engine.write(request, terminal.cancel, ({ done, total }) => {
      progress ??= new Progress(terminal, 'parts written:', total);
      progress.show(done);
    });
    progress?.clear();
    return written;
  };
  const result = await withEngine(args, terminal, work, 'rewriting');
  for (const shortfall of result.shortfalls) terminal.writeMessage(`cloze: ${sentenceOf(shortfall, text)}\n`);
  const { model, device, ...timings } = result.usage;
  return {
    json: {
      text: result.text,
      shortfalls: shortfallsJson(result, text),
      timings: { ...timings, totalMs: performance.now() - started },
      model,
      device,
    },
    text: () => (result.text.endsWith('\n') ? result.text : `${result.text}\n`),
  };
}

/** Says what the model that comes with Cloze cannot do; refuses where it can do nothing of it. */
function refuseOrWarn(isTranslation: boolean, terminal: Terminal): void {
  const choose = 'Choose a larger one: cloze models search rewriting, then cloze models use NAME --for rewriting';
  if (isTranslation) {
    const message = `The embedded model writes English only, so it cannot translate. ${choose}`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  terminal.writeMessage(
    `cloze: The embedded model is small: it corrects and shortens single sentences, and often fails at more. ${choose}\n`,
  );
}

function choicesIn(args: Arguments): Pick<WriteRequest, 'maxTokens' | 'sampling'> {
  const maxTokens = args.integer('max-tokens', 1, 32_768);
  return {
    ...(maxTokens !== undefined && { maxTokens }),
    sampling: samplingIn(args),
  };
}

function shortfallsJson({ shortfalls }: WriteResult, text: string): object[] {
  return shortfalls.map((each) => ({ ...each, text: text.slice(each.offset, each.offset + each.length) }));
}

function sentenceOf({ offset, length, why }: Shortfall, text: string): string {
  const line = text.slice(0, offset).split('\n').length;
  const part = JSON.stringify(text.slice(offset, offset + length).slice(0, 60));
  switch (why) {
    case 'markup':
      return `${part} of line ${line} is missing from the answer.`;
    case 'max-tokens':
      return `The answer to the part from line ${line} was cut off. Allow more with --max-tokens.`;
    case 'repetition':
      return `The model went round in circles in the part from line ${line}, which stayed as it was.`;
    case 'nothing':
      return `The model gave no answer to the part from line ${line}, which stayed as it was.`;
  }
}
