import { access, readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import type { FoundModel } from './foundModel.js';
import { readSplitName } from './gguf/splitName.js';
import { cannotRead } from './modelErrors.js';
import { listSharedModels } from './shared/sharedModels.js';


/**
 * The path of a model that is named by an absolute path, or by its name in one of the folders, or else in those of other programs; the
 * first folder that has it wins. A path is returned as it is: `openCheckpoint` says whether there is a model. Fails with code
 * `model-not-found`.
 * @param environment says where other programs keep models; without it they are not looked at
 */
export async function findModel(...named: Parameters<typeof findNamedModel>): Promise<string> {
  return (await findNamedModel(...named)).path;
}

/** The same with the whole name of the model; a path is its own name. */
export async function findNamedModel(
  nameOrPath: string,
  modelFolders: readonly string[],
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<FoundModel> {
  if (isAbsolute(nameOrPath)) return { name: nameOrPath, path: nameOrPath };
  const models = await listModels(modelFolders);
  // A name is only ever compared with what the folders hold, so that none can lead out of them.
  const found =
    models.find(({ name }) => name === nameOrPath || name === `models--${nameOrPath.replaceAll('/', '--')}`) ??
    (environment === undefined ? undefined : named(await listSharedModels(environment), nameOrPath));
  if (found) return found;
  const known = models.length === 0 ? 'No model is there' : `The models there are ${models.map(({ name }) => name).join(', ')}`;
  throw new ClozeError({
    code: 'model-not-found',
    message: `There is no model "${nameOrPath}" in ${modelFolders.join(', ')}. ${known}. Choose one of them, or give an absolute path.${
      /^[\w.-]+\/[\w.-]+(:\w+)?$/.test(nameOrPath) ? ` To download it: cloze models pull ${nameOrPath}` : ''
    }`,
    action: 'choose-model',
  });
}

/** The model of a name: with its owner or without, where only one has it; capital letters don't matter, as on the hub. */
function named(models: readonly FoundModel[], wanted: string): FoundModel | undefined {
  const lower = wanted.toLowerCase();
  const exact = models.find(({ name }) => name === wanted) ?? models.find(({ name }) => name.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const [only, other] = models.filter(({ name }) => name.slice(name.lastIndexOf('/') + 1).toLowerCase() === lower);
  return other === undefined ? only : undefined;
}

/** All models in the folders, by name. A folder that does not exist holds none. */
export async function listModels(modelFolders: readonly string[]): Promise<FoundModel[]> {
  const models = new Map<string, FoundModel>();
  for (const folder of modelFolders) {
    for (const model of await modelsIn(folder)) {
      if (!models.has(model.name)) models.set(model.name, model);
    }
  }
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function modelsIn(folder: string): Promise<FoundModel[]> {
  const entries = await readdir(folder).catch((error: unknown) => {
    const failure = cannotRead(folder, error);
    if (failure.code === 'model-not-found') return [];
    throw failure;
  });
  const models = await Promise.all(
    entries.map(async (entry): Promise<FoundModel[]> => {
      const path = join(folder, entry);
      if (entry.toLowerCase().endsWith('.gguf')) return ggufModel(entry, path);
      const marks = ['config.json', 'adapter_config.json', 'snapshots'];
      const found = await Promise.all(marks.map((mark) => exists(join(path, mark))));
      return found.includes(true) ? [{ name: entry, path }] : [];
    }),
  );
  return models.flat();
}

/** A model in one file, or a split one by its first part. What sees pictures for another model is none of its own. */
function ggufModel(entry: string, path: string): FoundModel[] {
  const split = readSplitName(entry);
  if (split !== undefined) return split.part === 1 ? [{ name: split.model, path }] : [];
  return /^mmproj/i.test(entry) ? [] : [{ name: entry.slice(0, -'.gguf'.length), path }];
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
