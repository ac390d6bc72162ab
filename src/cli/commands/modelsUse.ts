import { ClozeError } from '../../common/clozeError.js';
import { type ModelJob, modelJobs } from '../../common/modelJobs.js';
import { findNamedModel } from '../../engine/models/modelFolders.js';
import { isCausalName } from '../../engine/models/architectureNames.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { type ModelChoices, readChoices, writeChoice } from '../modelChoices.js';
import { modelPlaces } from '../modelPlaces.js';
import { jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';

const jobs = Object.keys(modelJobs) as ModelJob[];

export const modelsUseCommand: Command = {
  name: 'models use',
  operands: '[NAME|embedded]',
  operandCount: [0, 1],
  summary: 'Chooses the model that the commands use from now on, or tells which ones they use.',
  details: `The job follows from the model: completion for those that write, words for those that suggest words. With
--for rewriting, one that follows instructions rewrites, translates and summarizes. "embedded" goes back to the model that Cloze brings, for
all jobs or that of --for. --model and --encoder still choose for one command. The JSON value is {completion, words, rewriting}, with null for
the embedded model.`,
  options: { for: { value: jobs.join('|'), help: 'The job that the model is for.' }, ...jsonOption },
  async run(args, terminal) {
    const [name] = args.operands;
    const job = args.choice<ModelJob>('for', jobs);
    const choices = name === undefined ? await readChoices(terminal) : await choose(name, job, args, terminal);
    return {
      json: Object.fromEntries(jobs.map((each) => [each, choices[each] ?? null])),
      text: () => jobs.map((each) => `${each}  ${choices[each] ?? 'embedded'}\n`).join(''),
    };
  },
};

async function choose(name: string, job: ModelJob | undefined, args: Arguments, terminal: Terminal): Promise<ModelChoices> {
  if (name === 'embedded') {
    let choices: ModelChoices = {};
    for (const each of job === undefined ? jobs : [job]) choices = await writeChoice(terminal, each, undefined);
    return choices;
  }
  const found = await findNamedModel(name, modelPlaces(args, terminal).modelFolders, terminal.env);
  const checkpoint = await openCheckpoint(found.path, modelPlaces(args, terminal).modelFolders);
  await checkpoint.close();
  const can: readonly ModelJob[] = isCausalName(checkpoint.config['model_type']) ? ['completion', 'rewriting'] : ['words'];
  const chosen = can.find((each) => job === undefined || each === job);
  if (chosen === undefined) {
    const message = `${name} is a model for ${can.join(' and ')}, not for ${job}. Leave out --for ${job}, or choose another model.`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  return writeChoice(terminal, chosen, found.name);
}
