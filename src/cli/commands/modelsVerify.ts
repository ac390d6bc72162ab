import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ClozeError, cancelledError } from '../../common/clozeError.js';
import { verifyFiles } from '../../store/cache/cachedFiles.js';
import type { Command } from '../command.js';
import { exitCode } from '../exitCode.js';
import { cachedRepository, referenceOf } from '../hubModels.js';
import { jsonOption } from '../options.js';

export const modelsVerifyCommand: Command = {
  name: 'models verify',
  operands: 'NAME',
  operandCount: [1, 1],
  summary: 'Compares the files of a downloaded model with their hashes. Needs no network.',
  details: `The JSON value is {name, files: [{path, state}]} with a state of intact, damaged, missing or unknown. It exits with 1 where a file is damaged or
missing; "cloze models remove" and "cloze models pull" get it again.`,
  options: jsonOption,
  async run(args, terminal) {
    const { reference } = await referenceOf(args.operands[0] ?? '', terminal);
    const cached = cachedRepository(reference, terminal);
    const commit = (await cached.commitOf(reference.revision)) ?? (await readdir(path.join(cached.folder, 'snapshots')).catch(() => []))[0];
    if (commit === undefined) {
      const message = `${reference.repository} was not downloaded into ${cached.cacheFolder}. To download it: cloze models pull ${reference.repository}`;
      throw new ClozeError({ code: 'model-not-found', message, action: 'choose-model' });
    }
    const files = await verifyFiles(cached, commit, () => terminal.cancel.isCancellationRequested);
    if (terminal.cancel.isCancellationRequested) throw cancelledError();
    return {
      json: { name: reference.repository, files },
      text: () => files.map((file) => `${file.state}  ${file.path}\n`).join(''),
      exitCode: files.some(({ state }) => state === 'damaged' || state === 'missing') ? exitCode.findings : exitCode.fine,
    };
  },
};
