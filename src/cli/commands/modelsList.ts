import path from 'node:path';
import type { ListedModel, ModelOwner } from '../../common/modelTool/answers.js';
import { megabytes } from '../../common/megabytes.js';
import { listModels } from '../../engine/models/modelFolders.js';
import { listSharedModels, sharedModelFolders } from '../../engine/models/shared/sharedModels.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import type { Command } from '../command.js';
import { refusalOf } from '../hubModels.js';
import { modelPlaces } from '../modelPlaces.js';
import { fitsMachine, memoryFor } from '../models/machineMemory.js';
import { followsInstructions, purposesOf } from '../models/modelPurposes.js';
import { weightBytes } from '../models/weightBytes.js';
import { jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';

export const modelsListCommand: Command = {
  name: 'models list',
  operands: '',
  operandCount: [0, 0],
  summary: 'Lists the models on this machine that can be used by name, those of other programs too.',
  details: `The JSON value is a list of {name, path, type, graphs, jobs, owner, bytes, fits}, with an owner of cloze, folder, hub, ollama or lmstudio;
one that cannot be used has a null type and an "error". "graphs" is "own" where Cloze makes the graph from the weights, and "ready-made" where
the model comes as ONNX graphs, which transformers.js runs.`,
  options: jsonOption,
  async run(args, terminal) {
    const models: ListedModel[] = [];
    const { modelFolders } = modelPlaces(args, terminal);
    const own = await listModels(modelFolders);
    const known = new Set(own.map(({ name }) => name));
    const shared = (await listSharedModels(terminal.env)).filter(({ name }) => !known.has(name));
    for (const { name, path } of [...own, ...shared]) models.push(await listed(name, path, modelFolders, ownerOf(path, terminal)));
    return { json: models, text: () => (models.length === 0 ? 'There are no models.\n' : models.map(line).join('')) };
  },
};

async function listed(name: string, place: string, modelFolders: readonly string[], owner: ModelOwner): Promise<ListedModel> {
  try {
    const checkpoint = await openCheckpoint(place, modelFolders);
    try {
      const { config, readyMade } = checkpoint;
      const bytes = await weightBytes(place);
      const graphs = readyMade === undefined ? 'own' : 'ready-made';
      const found = { name, path: place, owner, bytes, fits: fitsMachine(memoryFor(bytes)), graphs } as const;
      // Ready-made graphs need no architecture that Cloze knows.
      const refusal = readyMade === undefined ? refusalOf(config) : undefined;
      if (refusal !== undefined) return { ...found, type: null, jobs: [], error: refusal };
      return { ...found, type: String(config['model_type']), jobs: purposesOf(config, await followsInstructions(checkpoint, place)) };
    } finally {
      await checkpoint.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, path: place, type: null, jobs: [], owner, bytes: 0, fits: false, error: message };
  }
}

function ownerOf(place: string, { env, packageFolder }: Terminal): ModelOwner {
  const isIn = (folder: string): boolean =>
    !path.relative(folder, place).startsWith('..') && !path.isAbsolute(path.relative(folder, place));
  const { hub, ollama, lmStudio } = sharedModelFolders(env);
  if (isIn(path.join(packageFolder, 'models'))) return 'cloze';
  if (isIn(hub)) return 'hub';
  if (ollama.some(isIn)) return 'ollama';
  return lmStudio.some(isIn) ? 'lmstudio' : 'folder';
}

function line({ name, path, type, error, jobs, bytes, graphs }: ListedModel): string {
  const kind = graphs === 'ready-made' ? `${type ?? ''}, ready-made ONNX graphs` : (type ?? '');
  return `${name}  ${error === undefined ? `${kind}, ${jobs.join(' ')}, ${megabytes(bytes)}  ${path}` : `cannot be used: ${error}`}\n`;
}
