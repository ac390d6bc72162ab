import { maxOf, minOf } from '../../../../common/extremes.js';
import type { FeatureSource } from '../../../../common/classifierHead.js';
import { ClozeError } from '../../../../common/clozeError.js';
import { singleSequence } from '../../encoderSequence.js';
import { checkAdapter } from '../../../training/storedAdapter.js';
import { adaptedFeatures } from './adaptedFeatures.js';
import { causalFeatures } from './causalFeatures.js';
import type { ClassifierModels } from '../classifierModels.js';
import { causalSource, encoderSource } from './featureRecipe.js';
import { passageTokens } from '../scorers/textScorer.js';
import type { EncoderLease } from '../../loadedEncoder.js';
import { inBatches } from '../../pairs/inBatches.js';

/** Gives features of texts, from one model or from two side by side. */
export interface FeatureReader {
  readonly sources: readonly FeatureSource[];
  /** The most tokens of a text, and how many one has at most. */
  readonly most: number;
  readonly count: (text: string) => number;
  readonly rows: (texts: readonly string[]) => Promise<Float32Array[]>;
}

/** Reads the features that a new classifier is to be trained on. */
export async function featureReader(by: 'encoder' | 'causal' | 'both', models: ClassifierModels): Promise<FeatureReader> {
  const kinds = by === 'both' ? (['encoder', 'causal'] as const) : [by];
  const parts: Part[] = [];
  for (const kind of kinds) parts.push(await partOf(kind, models));
  return joined(parts);
}

/** Reads the features that a classifier was trained on. Fails with `bad-request` where the models are others now. */
export async function featureReaderFor(sources: readonly FeatureSource[], models: ClassifierModels): Promise<FeatureReader> {
  const parts: Part[] = [];
  for (const wanted of sources) {
    const part = await partOf(wanted.kind, models);
    checkSameModel(wanted, part.source);
    const { layers, pooling, gap, adapter } = wanted;
    if (adapter !== undefined) checkAdapter(adapter);
    checkLayers(
      wanted,
      adapter === undefined ? part.layers : [...part.layers.filter((layer) => layer > adapter.below), ...(gap ? [part.layers.length] : [])],
    );
    parts.push({ ...part, source: { ...part.source, layers, pooling, ...(gap && { gap }), ...(adapter && { adapter }) } });
  }
  return joined(parts);
}

/** Fails with `bad-request` where features come from another model than those that are wanted. */
export function checkSameModel(wanted: FeatureSource, found: FeatureSource): void {
  if (found.hash !== wanted.hash || found.size !== wanted.size) throw otherModel(wanted, found);
}

/** Fails with `bad-request` where features are of layers, or of places in a text, that the model does not give. */
export function checkLayers({ kind, layers, pooling, model }: FeatureSource, known: readonly number[]): void {
  const distinct = new Set(layers).size === layers.length && new Set(pooling).size === pooling.length;
  const given = layers.every((layer) => known.includes(layer)) && !(kind === 'encoder' && pooling.includes('last'));
  if (layers.length > 0 && pooling.length > 0 && distinct && given) return;
  throw new ClozeError({
    code: 'bad-request',
    message:
      `This classifier asks "${model}" for layers [${layers.slice(0, 20).join(', ')}], and the model gives [${known.join(', ')}]: ` +
      'its file has been changed. Train the classifier again: your labels are still good.',
    action: 'train-classifier',
  });
}

interface Part extends Pick<FeatureReader, 'most' | 'count'> {
  readonly source: FeatureSource;
  /** The layers that the model has rows of. */
  readonly layers: readonly number[];
  readonly compute: (texts: readonly string[], source: FeatureSource) => Promise<Float32Array[]>;
  readonly models: ClassifierModels;
}

async function partOf(kind: FeatureSource['kind'], models: ClassifierModels): Promise<Part> {
  if (kind === 'encoder') {
    const model = await models.encoder.model();
    const most = Math.min(passageTokens, model.encoder.contextLength - singleSequence(model.special, []).tokens.length);
    const compute: Part['compute'] = (texts, source) =>
      source.adapter === undefined
        ? encoderFeatures(texts, source, models.encoder)
        : adaptedFeatures(texts, source, source.adapter, models.encoder);
    return {
      source: encoderSource(model),
      layers: [...Array(model.encoder.layers + 1).keys()],
      most,
      count: (text) => model.tokenizer.encode(text).length,
      compute,
      models,
    };
  }
  const model = await models.causal.model();
  const most = Math.min(passageTokens, model.decoder.contextLength - 1);
  const compute: Part['compute'] = (texts, source) => causalFeatures(texts, source, models.causal);
  const source = causalSource(model);
  return { source, layers: source.layers, most, count: (text) => model.tokenizer.encode(text).length, compute, models };
}

function joined(parts: readonly Part[]): FeatureReader {
  return {
    sources: parts.map(({ source }) => source),
    most: minOf(parts.map(({ most }) => most)),
    count: (text) => maxOf(parts.map(({ count }) => count(text))),
    async rows(texts) {
      const columns: Float32Array[][] = [];
      for (const { source, compute, models } of parts) {
        columns.push(await models.features.rows(source, texts, (missing) => compute(missing, source)));
      }
      return texts.map((_, row) => sideBySide(columns.map((rows) => rows[row] as Float32Array)));
    },
  };
}

function sideBySide(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0] as Float32Array;
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let done = 0;
  for (const part of parts) {
    joined.set(part, done);
    done += part.length;
  }
  return joined;
}

function otherModel(wanted: FeatureSource, found: FeatureSource): ClozeError {
  const setting = wanted.kind === 'encoder' ? 'encoder' : 'causal model';
  const trained = `This classifier was trained on the ${setting} "${wanted.model}"`;
  return new ClozeError(
    wanted.model === found.model
      ? {
          code: 'bad-request',
          message: `${trained}, which has been replaced by another version since. Train the classifier again: your labels are still good.`,
          action: 'train-classifier',
        }
      : {
          code: 'bad-request',
          message: `${trained}, and "${found.model}" is in use. Choose that model, or train the classifier again.`,
          action: 'open-settings',
        },
  );
}

/** Features of texts that fit into one passage. Texts of similar length are read together. */
async function encoderFeatures(texts: readonly string[], source: FeatureSource, lease: EncoderLease): Promise<Float32Array[]> {
  const { tokenizer, special, encoder } = await lease.model();
  const room = encoder.contextLength - singleSequence(special, []).tokens.length;
  const sequences = texts.map((text) => singleSequence(special, tokenizer.encode(text).slice(0, room)));
  const pooling = source.pooling.map((way) => (way === 'mean' ? 'mean' : 'first'));
  const rows: Float32Array[] = [];
  await inBatches(
    sequences,
    lease,
    (model, batch, cancel) => model.encoder.features(batch, { layers: source.layers, pooling }, cancel),
    (row, index) => (rows[index] = row),
  );
  return rows;
}
