import type { Checkpoint, TensorSource } from '../models/checkpoint.js';
import type { FloatType } from './onnx/graphBuilder.js';
import type { Precision } from './graphContext.js';

/** How far a graph is that is being built. */
export interface Building {
  /** Which part of the weights was read, 0 to 1. */
  readonly done: number;
  /** About how many bytes it will have on the disk. */
  readonly bytes: number;
}

/** Tells about each hundredth of the weights that was read; a tensor that is read for a second time counts once more, up to all. */
export class BuildingProgress {
  readonly #total: number;
  #read = 0;
  #told = -1;

  constructor(
    checkpoint: Checkpoint,
    private readonly bytes: number,
    private readonly report: (building: Building) => void,
  ) {
    this.#total = sourcesOf(checkpoint).reduce(
      (sum, tensors) => sum + tensors.names().reduce((part, name) => part + size(tensors, name), 0),
      0,
    );
  }

  /** Counts values that were read. */
  add(values: number): void {
    this.#read += values;
    const percent = Math.min(100, Math.floor((100 * this.#read) / this.#total));
    if (percent === this.#told) return;
    this.#told = percent;
    this.report({ done: percent / 100, bytes: this.bytes });
  }
}

/**
 * About how many bytes a graph of a checkpoint will have on the disk: matrices as their codes and scales, or as they are stored in blocks,
 * the rest in whole numbers. Somewhat more than it will be: matrices of words take 8 bits where others take 4.
 */
export function estimatedBytes(checkpoint: Checkpoint, precision: Precision, numbers: FloatType): number {
  const whole = numbers === 'float16' ? 2 : 4;
  return sourcesOf(checkpoint).reduce(
    (sum, tensors) =>
      sum + tensors.names().reduce((part, name) => part + size(tensors, name) * bytesPerValue(tensors, name, precision, whole), 0),
    0,
  );
}

function bytesPerValue(tensors: TensorSource, name: string, precision: Precision, whole: number): number {
  if (tensors.shape(name).length < 2 || precision === 'float32') return whole;
  const layout = tensors.blocks?.layout(name);
  if (layout !== undefined) return layout.bits / 8 + (whole * (layout.hasOffsets ? 2 : 1)) / layout.blockSize;
  return precision === 'int4' ? 0.5 + (2 * whole) / 32 : 1 + whole / 32;
}

function sourcesOf({ tensors, pairs }: Checkpoint): readonly TensorSource[] {
  return pairs === undefined ? [tensors] : [tensors, pairs];
}

function size(tensors: TensorSource, name: string): number {
  return tensors.shape(name).reduce((product, length) => product * length, 1);
}
