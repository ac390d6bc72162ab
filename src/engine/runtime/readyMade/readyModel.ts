import type { Tensor } from '@huggingface/transformers';
import { ClozeError } from '../../../common/clozeError.js';
import type { ReadyMade } from '../../models/checkpoint.js';
import { halvesToFloat32 } from '../../models/elementTypes.js';
import { graphSuffixes, type ReadyGraph } from '../../models/folders/readyGraphs.js';
import { modelUnsupported } from '../../models/modelErrors.js';
import type { Token } from '../../tokenizer/token.js';
import { loadRuntime } from '../session.js';

/** Numbers with their shape. */
export interface Rows {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** The keys and values of tokens that were read; a value, which no later step changes. */
export type Past = Readonly<Record<string, PastTensor>>;

export interface PastTensor {
  readonly type: 'float32' | 'float16';
  /** float32 values, or the bits of float16 values. */
  readonly data: Float32Array | Uint16Array;
  readonly dims: readonly number[];
}

/** A ready-made graph that is loaded. Reads one sequence at a time, so that others cannot change the scales of quantized graphs. */
export interface ReadyModel {
  readonly weightBytes: number;
  /** What a graph that reads whole sequences says about one, by the names of its outputs. */
  read(tokens: readonly Token[], segments?: readonly number[]): Promise<Readonly<Record<string, Rows>>>;
  /** Reads tokens after others. @returns the scores of all tokens of the vocabulary after each, [1, tokens, vocabulary] */
  advance(tokens: readonly Token[], past: Past | undefined, pastLength: number): Promise<{ readonly scores: Rows; readonly past: Past }>;
  dispose(): Promise<void>;
}

export interface ReadyCheckpoint {
  readonly name: string;
  readonly readyMade: ReadyMade;
}

/** Loads a graph of a model with transformers.js. Fails with `model-unsupported` where it does not load. */
export async function openReadyModel({ name, readyMade }: ReadyCheckpoint, graph: ReadyGraph, threads: number): Promise<ReadyModel> {
  // The library takes the runtime that was loaded before it, with the settings of that.
  await loadRuntime();
  const { modelClasses, DynamicCache, Tensor } = await import('./transformersLibrary.js');
  const model = await modelClasses[readyMade.task]
    .from_pretrained(readyMade.folder, {
      local_files_only: true,
      device: 'cpu',
      dtype: graph.numbers,
      subfolder: graph.subfolder,
      model_file_name: graph.name,
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 },
    })
    .catch((error: unknown) => {
      const file = `${graph.subfolder && `${graph.subfolder}/`}${graph.name}${graphSuffixes[graph.numbers]}.onnx`;
      throw modelUnsupported(name, `Its graph ${file} could not be loaded: ${sentence(error)}`);
    });
  const integers = (values: readonly number[]): Tensor => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const forward = async (feeds: Record<string, unknown>): Promise<Readonly<Record<string, Tensor>>> => {
    try {
      return (await model.forward(feeds)) as Readonly<Record<string, Tensor>>;
    } catch (error) {
      const message = `The ready-made graph of the model "${name}" stopped: ${sentence(error)} Choose another model, or see the log.`;
      throw new ClozeError({ code: 'internal', message, action: 'choose-model' }, { cause: error });
    }
  };
  return {
    weightBytes: graph.bytes,
    async read(tokens, segments) {
      const outputs = await forward({
        input_ids: integers(tokens),
        attention_mask: integers(tokens.map(() => 1)),
        token_type_ids: integers(tokens.map((_, index) => segments?.[index] ?? 0)),
      });
      return Object.fromEntries(
        Object.entries(outputs)
          .filter(([, value]) => value instanceof Tensor)
          .map(([key, value]) => [key, rowsOf(value)]),
      );
    },
    async advance(tokens, past, pastLength) {
      const outputs = await forward({
        input_ids: integers(tokens),
        attention_mask: integers(new Array<number>(pastLength + tokens.length).fill(1)),
        past_key_values:
          past === undefined ? null : new DynamicCache(mapValues(past, ({ type, data, dims }) => new Tensor(type, data, [...dims]))),
      });
      const { logits } = outputs;
      if (logits === undefined) throw modelUnsupported(name, 'Its graph does not say which token comes next: it has no output "logits".');
      return { scores: rowsOf(logits), past: pastOf(outputs) };
    },
    dispose: async () => {
      await model.dispose();
    },
  };
}

/** What a step leaves for the next, by the names that the graph takes it under: `present.0.key` is `past_key_values.0.key`. */
function pastOf(outputs: Readonly<Record<string, Tensor>>): Past {
  const kept = Object.entries(outputs).filter(([name]) => name.startsWith('present'));
  return Object.fromEntries(
    kept.map(([name, tensor]) => {
      const { type, data, dims } = tensor as unknown as PastTensor;
      return [name.replace(/^present(?=_)/, 'past').replace(/^present/, 'past_key_values'), { type, data, dims }];
    }),
  );
}

function rowsOf({ data, dims }: Tensor): Rows {
  if (data instanceof Float32Array) return { data, shape: dims };
  return { data: data instanceof Uint16Array ? halvesToFloat32(data) : Float32Array.from(data as ArrayLike<number>, Number), shape: dims };
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
