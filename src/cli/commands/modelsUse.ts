import { ClozeError } from '../../common/clozeError.js';
import { findNamedModel } from '../../engine/models/modelFolders.js';
import { isCausalName } from '../../engine/models/architectureNames.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { type Job, type ModelChoices, readChoices, writeChoice } from '../modelChoices.js';
import { modelPlaces } from '../modelPlaces.js';
import { jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';

export const modelsUseCommand: Command = {
  name: 'models use',
  operands: '[NAME|embedded]',
  operandCount: [0, 1],
  summary: 'Chooses the model that the commands use from now on, or tells which ones they use.',
  details: `The job follows from the model: completion for those that write, words for those that suggest words; --for tells it otherwise. "embedded" goes
back to the model that Cloze brings, for both jobs or that of --for. --model and --encoder still choose for one command. The JSON value is
{completion, words}, with null for the embedded model.`,
  options: { for: { value: 'completion|words', help: 'The job that the model is for.' }, ...jsonOption },
  async run(args, terminal) {
    const [name] = args.operands;
    const job = args.choice<Job>('for', ['completion', 'words']);
    const choices = name === undefined ? await readChoices(terminal) : await choose(name, job, args, terminal);
    const json = { completion: choices.completion ?? null, words: choices.words ?? null };
    return { json, text: () => `completion  ${json.completion ?? 'embedded'}\nwords  ${json.words ?? 'embedded'}\n` };
  },
};

async function choose(name: string, job: Job | undefined, args: Arguments, terminal: Terminal): Promise<ModelChoices> {
  if (name === 'embedded') {
    let choices: ModelChoices = {};
    for (const each of job === undefined ? (['completion', 'words'] as const) : [job])
      choices = await writeChoice(terminal, each, undefined);
    return choices;
  }
  const found = await findNamedModel(name, modelPlaces(args, terminal).modelFolders, terminal.env);
  const checkpoint = await openCheckpoint(found.path, modelPlaces(args, terminal).modelFolders);
  await checkpoint.close();
  const does: Job = isCausalName(checkpoint.config['model_type']) ? 'completion' : 'words';
  if (job !== undefined && job !== does) {
    const message = `${name} is a model for ${does}, not for ${job}. Leave out --for ${job}, or choose another model.`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  return writeChoice(terminal, does, found.name);
}
