import { listModels } from '../../engine/models/modelFolders.js';
import { listSharedModels } from '../../engine/models/shared/sharedModels.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import type { Command } from '../command.js';
import { modelPlaces } from '../modelPlaces.js';
import { jsonOption } from '../options.js';

/** A model as the list shows it. */
interface ListedModel {
  readonly name: string;
  readonly path: string;
  /** The architecture; `null` where the model cannot be opened. */
  readonly type: string | null;
  /** Whose graphs it runs on: those that Cloze makes of its weights, or ready-made ones, by transformers.js. */
  readonly graphs?: 'own' | 'ready-made';
  readonly error?: string;
}

export const modelsListCommand: Command = {
  name: 'models list',
  operands: '',
  operandCount: [0, 0],
  summary: 'Lists the models on this machine that can be used by name, those of other programs too.',
  details: `The JSON value is a list of {name, path, type, graphs}; one that cannot be opened has a null type and an "error". "graphs" is "own" where
Cloze makes the graph from the weights, and "ready-made" where the model comes as ONNX graphs, which transformers.js runs.`,
  options: jsonOption,
  async run(args, terminal) {
    const models: ListedModel[] = [];
    const { modelFolders } = modelPlaces(args, terminal);
    const own = await listModels(modelFolders);
    const known = new Set(own.map(({ name }) => name));
    const shared = (await listSharedModels(terminal.env)).filter(({ name }) => !known.has(name));
    for (const { name, path } of [...own, ...shared]) models.push(await listed(name, path, modelFolders));
    return { json: models, text: () => (models.length === 0 ? 'There are no models.\n' : models.map(line).join('')) };
  },
};

async function listed(name: string, path: string, modelFolders: readonly string[]): Promise<ListedModel> {
  try {
    const checkpoint = await openCheckpoint(path, modelFolders);
    await checkpoint.close();
    return { name, path, type: String(checkpoint.config.model_type), graphs: checkpoint.readyMade === undefined ? 'own' : 'ready-made' };
  } catch (error) {
    return { name, path, type: null, error: error instanceof Error ? error.message : String(error) };
  }
}

function line({ name, path, type, graphs, error }: ListedModel): string {
  const kind = graphs === 'ready-made' ? `${type}, ready-made ONNX graphs` : type;
  return `${name}  ${error === undefined ? `${kind}  ${path}` : `cannot be used: ${error}`}\n`;
}
