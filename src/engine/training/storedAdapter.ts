import { createHash } from 'node:crypto';
import type { FeatureAdapter, StoredFactor } from '../../common/classifierHead.js';
import { ClozeError } from '../../common/clozeError.js';
import { type AdaptedLayer, factorInput, type FactorTensor, type LowRankAdapter } from '../graph/blocks/lowRankInputs.js';
import { bytesOf } from '../graph/graphContext.js';

/** An adapter as a classifier's file has it. */
export function storedAdapter({ scale, factors }: LowRankAdapter, below: number): FeatureAdapter {
  const stored = [...factors].map(
    ([name, { shape, values }]) => [name, { shape, data: Buffer.from(bytesOf(values)).toString('base64') }] as const,
  );
  const rest = { below, scale, factors: Object.fromEntries(stored) };
  return { hash: hashOf(rest), ...rest };
}

/** Fails with `bad-request` where an adapter has been changed since it was written. */
export function checkAdapter({ hash, ...rest }: FeatureAdapter): void {
  if (hashOf(rest) !== hash) throw changed('its numbers are not those that were trained');
}

/** The adapter of a classifier's file. Fails with `bad-request` where it does not fit the layers. */
export function adapterOf({ scale, factors: given }: FeatureAdapter, layers: readonly AdaptedLayer[]): LowRankAdapter {
  const known = new Map(layers.flatMap(shapesOf));
  for (const [name, { shape }] of Object.entries(given)) {
    const wanted = known.get(name);
    if (wanted?.every((size, axis) => size === undefined || size === shape[axis]) !== true) {
      throw changed(`"${name}" of the shape [${shape.join(', ')}] fits no layer of the model`);
    }
  }
  const adapter = unpacked({ scale, factors: given });
  for (const { name } of layers) {
    const [a, b] = [adapter.factors.get(factorInput(name, 'A')), adapter.factors.get(factorInput(name, 'B'))];
    if (a?.shape[0] !== b?.shape[1]) throw changed(`the factors of "${name}" do not fit each other`);
  }
  return adapter;
}

/** An adapter's numbers, whatever they are of. Fails with `bad-request` where they are not as many as its shapes say, or not finite. */
export function unpacked({ scale, factors }: Pick<FeatureAdapter, 'scale' | 'factors'>): LowRankAdapter {
  const read = ([name, { shape, data }]: [string, StoredFactor]): [string, FactorTensor] => {
    const bytes = Buffer.from(data, 'base64');
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    if (values.length !== shape[0] * shape[1] || !values.every(Number.isFinite)) throw changed(`"${name}" is not made of finite numbers`);
    return [name, { shape, values }];
  };
  return { scale, factors: new Map(Object.entries(factors).map(read)) };
}

/** What each factor of a layer has to be like; its rank may be any. */
function shapesOf({ name, rows, columns }: AdaptedLayer): [string, [number | undefined, number | undefined]][] {
  return [
    [factorInput(name, 'A'), [undefined, columns]],
    [factorInput(name, 'B'), [rows, undefined]],
  ];
}

function hashOf(adapter: Omit<FeatureAdapter, 'hash'>): string {
  const { below, scale, factors } = adapter;
  const sorted = Object.entries(factors).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([below, scale, sorted])).digest('hex'); // prettier-ignore
}

function changed(what: string): ClozeError {
  return new ClozeError({
    code: 'bad-request',
    message: `This classifier's file has been changed: ${what}. Train the classifier again: your labels are still good.`,
    action: 'train-classifier',
  });
}
