import type { TensorSource } from '../checkpoint.js';
import { modelInvalid, modelUnsupported } from '../modelErrors.js';
import type { AdapterConfig } from './adapterConfig.js';

/** A low-rank change of one matrix: scale · B · A, or its transpose. */
interface Change {
  readonly a: string;
  readonly b: string;
  readonly scale: number;
  readonly rank: number;
  /** Whether rows of the matrix are columns of A, as in embeddings and in matrices that are stored as [inputs, outputs]. */
  readonly isTransposed: boolean;
}

const parts = /^(?:base_model\.model\.)?(.*)\.(lora_A|lora_B|lora_embedding_A|lora_embedding_B)(?:\.weight)?$/;

/**
 * The tensors of a model with an adapter merged into them, as they are read: W + scale · B · A, and whole modules that were trained with it.
 * @param path what errors name
 */
export function mergedTensors(path: string, base: TensorSource, adapter: TensorSource, config: AdapterConfig): TensorSource {
  const changes = new Map<string, Change>();
  const replaced = new Map<string, string>();
  for (const stored of adapter.names()) {
    const [, module, part] = parts.exec(stored) ?? [];
    if (module === undefined || part === undefined) replaced.set(savedName(path, base, stored), stored);
    else if (part.endsWith('_A')) changes.set(matrixOf(path, base, module), changeOf(path, adapter, stored, module, part, config));
  }
  for (const [name, change] of changes) checkShape(path, base.shape(name), adapter, name, change);

  const factors = new Map<string, Promise<Float32Array>>();
  const factor = (name: string): Promise<Float32Array> => {
    const known = factors.get(name) ?? adapter.floats(name);
    factors.set(name, known);
    return known;
  };

  async function rows(name: string, start: number, end: number): Promise<Float32Array> {
    const saved = replaced.get(name);
    if (saved !== undefined) return adapter.floatRows(saved, start, end);
    const values = await base.floatRows(name, start, end);
    const change = changes.get(name);
    if (change === undefined) return values;
    const sum = Float32Array.from(values);
    addProduct(sum, await factor(change.a), await factor(change.b), change, start, end);
    return sum;
  }

  const isOwn = (name: string): boolean => changes.has(name) || replaced.has(name);
  const shape = (name: string): readonly number[] => {
    const saved = replaced.get(name);
    return saved === undefined ? base.shape(name) : adapter.shape(saved);
  };
  const { blocks } = base;
  return {
    ...(blocks && {
      blocks: {
        layout: (name) => (isOwn(name) ? undefined : blocks.layout(name)),
        rows: (name, start, end) => blocks.rows(name, start, end),
      },
    }),
    has: (name) => replaced.has(name) || base.has(name),
    names: () => [...new Set([...base.names(), ...replaced.keys()])],
    shape,
    floats: (name) => (isOwn(name) ? rows(name, 0, shape(name)[0] ?? 1) : base.floats(name)),
    floatRows: rows,
    grid4: (name) => (isOwn(name) ? Promise.resolve(undefined) : base.grid4(name)),
    grid8: (name) => (isOwn(name) ? Promise.resolve(undefined) : base.grid8(name)),
  };
}

/** The base's matrix of a module. A base model alone has no prefix. */
function matrixOf(path: string, base: TensorSource, module: string): string {
  const found = candidates(`${module}.weight`).find((name) => base.has(name));
  if (found !== undefined) return found;
  throw modelInvalid(path, `It changes "${module}", which the model that it is for does not have as a matrix of its own: another model must be its base.`);
}

function candidates(name: string): string[] {
  return [name, name.replace(/^[^.]+\./, ''), `model.${name}`, `transformer.${name}`];
}

/** The name of a module that was trained whole (`modules_to_save`), and of a bias. */
function savedName(path: string, base: TensorSource, stored: string): string {
  if (/\.lora_/.test(stored)) throw modelUnsupported(path, `It is an adapter that Cloze does not merge: it has the tensor "${stored}".`);
  const name = stored.replace(/^base_model\.model\./, '').replace(/\.(?:modules_to_save(?:\.default)?|base_layer)\./, '.');
  return candidates(name).find((each) => base.has(each)) ?? name;
}

function changeOf(path: string, adapter: TensorSource, a: string, module: string, part: string, config: AdapterConfig): Change {
  const b = a.replace(part, part.replace(/_A$/, '_B'));
  if (!adapter.has(b)) throw modelInvalid(path, `It has "${a}", but no "${b}".`);
  const rank = adapter.shape(a)[0] ?? 0;
  const isEmbedding = part === 'lora_embedding_A';
  return { a, b, rank, scale: config.scale(module, rank), isTransposed: isEmbedding || config.isTransposed };
}

function checkShape(path: string, shape: readonly number[], adapter: TensorSource, name: string, { a, b, rank, isTransposed }: Change): void {
  const [outputs, ranks] = adapter.shape(b);
  const inputs = adapter.shape(a)[1];
  const wanted = isTransposed ? [inputs, outputs] : [outputs, inputs];
  if (rank > 0 && ranks === rank && shape.length === 2 && shape[0] === wanted[0] && shape[1] === wanted[1]) return;
  throw modelInvalid(path, `Its change of "${name}" does not fit the matrix [${shape.join(', ')}]: another model must be its base.`);
}

/** Adds rows [start, end) of the product to `sum`. */
function addProduct(sum: Float32Array, a: Float32Array, b: Float32Array, { rank, scale, isTransposed }: Change, start: number, end: number): void {
  const inputs = a.length / rank;
  const outputs = b.length / rank;
  const columns = isTransposed ? outputs : inputs;
  for (let row = start, first = 0; row < end; row++, first += columns) {
    for (let each = 0; each < rank; each++) {
      const left = scale * ((isTransposed ? a[each * inputs + row] : b[row * rank + each]) as number);
      for (let column = 0; column < columns; column++) {
        const right = (isTransposed ? b[column * rank + each] : a[each * inputs + column]) as number;
        sum[first + column] = (sum[first + column] as number) + left * right;
      }
    }
  }
}
