import { rm, stat } from 'node:fs/promises';
import { ClozeError } from '../../common/clozeError.js';
import { type ModelJob, modelJobs } from '../../common/modelJobs.js';
import { bytesOf } from '../../store/cache/cachedFiles.js';
import { isLocked } from '../../store/cache/pullLock.js';
import { megabytes } from '../../common/megabytes.js';
import type { Command } from '../command.js';
import { cachedRepository, referenceOf } from '../hubModels.js';
import { readChoices, writeChoice } from '../modelChoices.js';
import { jsonOption } from '../options.js';

export const modelsRemoveCommand: Command = {
  name: 'models remove',
  operands: 'NAME',
  operandCount: [1, 1],
  summary: 'Removes a downloaded model from the cache that Cloze shares with the Hugging Face tools.',
  details: `All of it goes, other quantizations too. Where it was chosen with "cloze models use", the embedded model is used again. The JSON value is
{name, bytes}.`,
  options: jsonOption,
  async run(args, terminal) {
    const { reference } = await referenceOf(args.operands[0] ?? '', terminal);
    const name = reference.repository;
    const cached = cachedRepository(reference, terminal);
    if ((await stat(cached.folder).catch(() => undefined)) === undefined) {
      const message = `${name} is not in ${cached.cacheFolder}, so nothing was removed. Models of Ollama and LM Studio are removed there.`;
      throw new ClozeError({ code: 'model-not-found', message });
    }
    if (await isLocked(cached.cacheFolder, name)) {
      throw new ClozeError({ code: 'bad-request', message: `${name} is being downloaded. Stop that first, then remove it.` });
    }
    const bytes = await bytesOf(cached);
    await rm(cached.folder, { recursive: true, force: true }).catch((error: unknown) => {
      const message = `${name} could not be removed: a program still uses it. Close the editor, or choose another model there, and try again.`;
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    });
    const choices = await readChoices(terminal);
    for (const job of Object.keys(modelJobs) as ModelJob[]) {
      if (choices[job]?.replace(/:.*$/, '').toLowerCase() === name.toLowerCase()) await writeChoice(terminal, job, undefined);
    }
    return { json: { name, bytes }, text: () => `${name} was removed; ${megabytes(bytes)} are free again.\n` };
  },
};
