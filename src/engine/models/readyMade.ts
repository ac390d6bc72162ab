import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Checkpoint, ReadyMade, TensorSource } from './checkpoint.js';
import { graphSuffixes, type ReadyGraph } from './folders/readyGraphs.js';
import { isRecord, type JsonRecord, readJsonFile } from './json.js';
import { modelInvalid, modelUnsupported } from './modelErrors.js';
import { readSentenceModules } from './readSentenceModules.js';
import { readTokenizer } from './tokenizerFiles/readTokenizer.js';

/**
 * A model that comes as graphs of ONNX Runtime, without weights that Cloze could make a graph of. Fails with `model-unsupported` where its
 * configuration is of a kind that no feature of Cloze has a use for.
 * @param files the names in the folder
 */
export async function openReadyMade(
  folder: string,
  files: readonly string[],
  config: JsonRecord,
  graphs: readonly ReadyGraph[],
): Promise<Checkpoint> {
  const sentences = await readSentenceModules(folder, files);
  const tokenizer = files.includes('tokenizer_config.json') ? await readJsonFile(join(folder, 'tokenizer_config.json'), 2 ** 24) : {};
  return {
    name: basename(folder),
    config,
    tensors: noTensors(folder),
    readyMade: { folder, graphs, ...describe(folder, config, tokenizer) },
    ...(sentences && { sentences }),
    fingerprint: await fingerprint(folder, config, graphs),
    tokenizerJson: () => readTokenizer(folder, files, config),
    close: () => Promise.resolve(),
  };
}

/** What a model's class is for, by the end of its name. Source: the auto classes of Transformers. */
const tasks: readonly (readonly [RegExp, ReadyMade['task']])[] = [
  [/For(?:MaskedLM|PreTraining)$/, 'words'],
  [/ForSequenceClassification$/, 'sequence'],
  [/ForTokenClassification$/, 'token'],
  [/ForQuestionAnswering$/, 'answer'],
  [/(?:ForCausalLM|LMHeadModel)$/, 'causal'],
  [/Model$/, 'vectors'],
];

/** Encoders whose position embeddings begin after the padding token's id. */
const positionsAfterPadding = /^(?:roberta|xlm-roberta|camembert|mpnet|longformer|data2vec-text|ibert|xlm-roberta-xl|roberta-prelayernorm)$/;

function describe(folder: string, config: JsonRecord, tokenizer: JsonRecord): Omit<ReadyMade, 'folder' | 'graphs'> {
  const classes = config['architectures'];
  const name: unknown = Array.isArray(classes) ? classes[0] : undefined;
  const type = String(config['model_type']);
  const task = typeof name === 'string' ? tasks.find(([pattern]) => pattern.test(name))?.[1] : 'vectors';
  if (task === undefined || config['is_encoder_decoder'] === true) {
    throw modelUnsupported(
      folder,
      `Its ONNX graphs are of a kind that Cloze has no use for: "${typeof name === 'string' ? name : type}". It uses models that continue a text, fill gaps, label texts or words, answer questions, or make vectors of texts.`,
    );
  }
  const number = (fallback: number | undefined, ...keys: readonly string[]): number => {
    const value = keys.map((key) => config[key]).find((each) => each !== undefined && each !== null) ?? fallback;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    throw modelInvalid(folder, `In its config.json, "${keys[0]}" should be a whole number of at least 1.`);
  };
  const positions = number(2048, 'max_position_embeddings', 'n_positions', 'max_seq_len', 'seq_length', 'n_ctx');
  const padding = positionsAfterPadding.test(type) ? Number(config['pad_token_id'] ?? 1) + 1 : 0;
  const longest = tokenizer['model_max_length'];
  return {
    task,
    labels: labelsOf(config, task),
    isMultiLabel: config['problem_type'] === 'multi_label_classification',
    shape: {
      vocabularySize: number(undefined, 'vocab_size'),
      contextLength: Math.min(positions - padding, typeof longest === 'number' && longest > 0 ? longest : Infinity),
      hiddenSize: number(undefined, 'hidden_size', 'n_embd', 'd_model', 'dim'),
      layers: number(undefined, 'num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'),
    },
  };
}

function labelsOf(config: JsonRecord, task: ReadyMade['task']): readonly string[] {
  if (task === 'answer') return ['start', 'end'];
  if (task !== 'sequence' && task !== 'token') return [];
  const names = config['id2label'];
  if (!isRecord(names)) return ['LABEL_0', 'LABEL_1'];
  return Object.keys(names).map((_, index) => {
    const name = names[String(index)];
    return typeof name === 'string' ? name : `LABEL_${index}`;
  });
}

/** How much of a graph is read at each of its ends: names and shapes are at the beginning, the last weights at the end. */
const endBytes = 2 ** 16;

/** Of the configuration, and of the size, the beginning and the end of each graph. */
async function fingerprint(folder: string, config: JsonRecord, graphs: readonly ReadyGraph[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(config));
  for (const { subfolder, name, numbers, bytes } of graphs) {
    const path = join(folder, subfolder, `${name}${graphSuffixes[numbers]}.onnx`);
    const file = await open(path);
    try {
      const { size } = await file.stat();
      hash.update(`${path.slice(folder.length)} ${bytes}\n`);
      for (const position of [0, Math.max(0, size - endBytes)]) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(endBytes), 0, endBytes, position);
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }
  return hash.digest('hex');
}

/** Its weights are inside the graphs. */
function noTensors(folder: string): TensorSource {
  const none = (name: string): never => {
    throw modelInvalid(folder, `It has no tensor "${name}": its weights are in ONNX graphs.`);
  };
  const noneLater = (name: string): Promise<never> => Promise.resolve().then(() => none(name));
  return {
    has: () => false,
    names: () => [],
    shape: none,
    floats: noneLater,
    floatRows: noneLater,
    grid4: noneLater,
    grid8: noneLater,
  };
}
