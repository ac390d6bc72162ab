import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../engine/log.js';
import type { Precision } from '../../engine/graph/graphContext.js';
import { openEncoderGraph } from '../../engine/graph/graphCache.js';
import { graphFile, weightsFile } from '../../engine/graph/graphManifest.js';
import { findModel } from '../../engine/models/modelFolders.js';
import { openCheckpoint } from '../../engine/models/openCheckpoint.js';
import { graphTarget } from '../../engine/runtime/openDecoder.js';
import { loadRuntime } from '../../engine/runtime/session.js';
import { writeWhole } from '../../engine/writeWhole.js';
import { type ExportedTensor, mlserverSettings, openVinoConfig, runtimeProgram, tritonConfig } from './repositoryFiles.js';

export interface ExportOptions {
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
    const version = path.join(folder, name, '1');
    await mkdir(version, { recursive: true });
    const tensors = await openEncoderGraph(checkpoint, graph, { folder: cacheFolder, log }, async (file) => {
      const found = await tensorsOf(file);
      await copyFile(file, path.join(version, graphFile));
      await copyFile(path.join(path.dirname(file), weightsFile), path.join(version, weightsFile));
      return found;
    });
    const written: readonly [string, string][] = [
      [path.join(name, 'config.pbtxt'), tritonConfig(name, tensors)],
      [path.join(name, 'model-settings.json'), mlserverSettings(name, tensors)],
      [path.join(name, 'cloze_runtime.py'), runtimeProgram],
      ['config.json', openVinoConfig(name)],
    ];
    for (const [file, content] of written) await writeWhole(path.join(folder, file), content);
    const copied = [graphFile, weightsFile].map((file) => path.join(name, '1', file));
    return { model: name, files: [...copied, ...written.map(([file]) => file)], ...tensors };
  } finally {
    await checkpoint.close();
  }
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
