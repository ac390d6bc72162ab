import type { InstalledClassifier } from '../../../common/methods/classification.js';
import type { LabelHead } from '../../graph/architectures/encoder.js';
import { readEncoderArchitecture } from '../../graph/architectures/encoderRegistry.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import { openCheckpoint } from '../../models/openCheckpoint.js';
import type { FoundModel } from '../../models/foundModel.js';
import { listSharedModels } from '../../models/shared/sharedModels.js';
import { listModels } from '../../models/modelFolders.js';
import { places } from './scorers/entailmentScorer.js';

const kinds = { sequence: 'text', token: 'words', answer: 'answer' } as const;

/**
 * The checkpoints that give labels: those in the model folders, and those that were downloaded or that other programs have. Those that
 * cannot be opened are left out.
 * @param environment says where other programs keep models
 */
export async function installedClassifiers(
  modelFolders: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<InstalledClassifier[]> {
  const found: InstalledClassifier[] = [];
  const own = await listModels(modelFolders);
  const known = new Set(own.map(({ name }) => name));
  const shared = (await listSharedModels(environment)).filter(({ name }) => !known.has(name));
  for (const model of [...own, ...shared]) {
    const classifier = await read(model, modelFolders).catch(() => undefined);
    if (classifier !== undefined) found.push(classifier);
  }
  return found;
}

async function read({ name, path }: FoundModel, modelFolders: readonly string[]): Promise<InstalledClassifier | undefined> {
  const checkpoint = await openCheckpoint(path, modelFolders);
  try {
    const labels = labelsOf(checkpoint);
    if (labels === undefined) return undefined;
    const kind = kinds[labels.kind];
    const entails = kind === 'text' && places(labels.labels).entailment >= 0;
    return { model: name, kind: entails ? 'entailment' : kind, labels: labels.labels };
  } finally {
    await checkpoint.close();
  }
}

function labelsOf(checkpoint: Checkpoint): Pick<LabelHead, 'kind' | 'labels'> | undefined {
  if (checkpoint.readyMade === undefined) return readEncoderArchitecture(checkpoint).heads.labels;
  const { task, labels } = checkpoint.readyMade;
  return task === 'sequence' || task === 'token' || task === 'answer' ? { kind: task, labels } : undefined;
}
