import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../engine/log.js';
import type { Precision } from '../../engine/graph/graphContext.js';
import { openEncoderGraph } from '../../engine/graph/graphCache.js';
import { graphFile, weightsFile } from '../../engine/graph/graphManifest.js';
import { findModel } from '../../engine/models/modelFolders.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import { graphTarget } from '../../engine/runtime/openDecoder.js';
import { loadRuntime } from '../../engine/runtime/session.js';
import { ExportedFolder, type ExportTask } from './exportedFolder.js';
import { type ExportedTensor, mlserverSettings, openVinoConfig, runtimeProgram, tritonConfig } from './repositoryFiles.js';

export interface ExportOptions extends ExportTask {
  /** The encoder, by name or path. */
  readonly model: string;
  readonly modelFolders: readonly string[];
  /** Where built graphs are kept. */
  readonly cacheFolder: string;
  readonly precision: Precision;
  /** Where the repository is made, or added to. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log?: Log | undefined;
}

export interface Exported {
  readonly model: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  readonly inputs: readonly ExportedTensor[];
  readonly outputs: readonly ExportedTensor[];
}

/**
 * Writes an encoder with all its heads as a model repository: a folder with its name and version 1 that Triton loads as it is, with the
 * files that MLServer and OpenVINO Model Server want besides.
 */
export async function exportEncoder(options: ExportOptions): Promise<Exported> {
  const { modelFolders, cacheFolder, precision, folder, environment, log } = options;
  const checkpoint = await openCheckpoint(await findModel(options.model, modelFolders, environment), modelFolders);
  try {
    const { name } = checkpoint;
    const graph = { kind: 'encoder', precision, target: graphTarget({ device: 'cpu', precision, threads: 0, cacheFolder }), output: 'answers' } as const; // prettier-ignore
    return await ExportedFolder.write(folder, name, options, isRepository, async (exported) => {
      const tensors = await openEncoderGraph(checkpoint, graph, { folder: cacheFolder, log }, async (file) => {
        const found = await tensorsOf(file);
        await exported.file(runtimeFile, runtimeProgram);
        const names = [graphFile, weightsFile];
        await exported.copy(names.map((each) => [path.join(path.dirname(file), each), path.join('1', each)] as const));
        return found;
      });
      await exported.file('config.pbtxt', tritonConfig(name, tensors));
      await exported.file('model-settings.json', mlserverSettings(name, tensors));
      await exported.beside('config.json', (content) => openVinoConfig(name, content));
      const own = [path.join('1', graphFile), path.join('1', weightsFile), 'config.pbtxt', 'model-settings.json', runtimeFile];
      return { model: name, files: [...own.map((file) => path.join(name, file)), 'config.json'], ...tensors };
    });
  } finally {
    await checkpoint.close();
  }
}

/** The small runtime is in no repository that another program has made. */
const runtimeFile = 'cloze_runtime.py';

function isRepository(folder: string): Promise<boolean> {
  return stat(path.join(folder, runtimeFile)).then((found) => found.isFile(), () => false); // prettier-ignore
}

/** What goes into a graph and what comes out, as the runtime reads it. */
async function tensorsOf(file: string): Promise<Pick<Exported, 'inputs' | 'outputs'>> {
  const { InferenceSession } = await loadRuntime();
  const session = await InferenceSession.create(file, { logSeverityLevel: 3 });
  const read = (all: typeof session.inputMetadata): ExportedTensor[] =>
    all.flatMap((each) =>
      each.isTensor ? [{ name: each.name, type: each.type, shape: each.shape.map((size) => (typeof size === 'number' ? size : -1)) }] : [],
    );
  try {
    return { inputs: read(session.inputMetadata), outputs: read(session.outputMetadata) };
  } finally {
    await session.release();
  }
}
