import { modelInvalid } from '../modelErrors.js';
import { ggufUnsupported } from './ggufErrors.js';
import type { GgufParts } from './ggufParts.js';
import type { Metadata } from './metadata.js';

/** What a file says about its model, by the keys of its architecture. */
export class Hyperparameters {
  constructor(
    private readonly file: Pick<GgufParts, 'path' | 'metadata' | 'tensors'>,
    /** What `general.architecture` says. */
    readonly architecture: string,
    /** The numbers of tensors that are settings rather than weights, as of `rope_freqs.weight`, by their names. */
    readonly factors: ReadonlyMap<string, Float32Array>,
  ) {}

  get metadata(): Metadata {
    return this.file.metadata;
  }

  /** A number of the architecture that the file must have. */
  required(key: string): number {
    return this.metadata.required(`${this.architecture}.${key}`, this.metadata.numberOfAll);
  }

  /** The same where the file may lack it. */
  optional(key: string): number | undefined {
    return this.metadata.numberOfAll(`${this.architecture}.${key}`);
  }

  text(key: string): string | undefined {
    return this.metadata.string(`${this.architecture}.${key}`);
  }

  flag(key: string): boolean | undefined {
    return this.metadata.boolean(`${this.architecture}.${key}`);
  }

  /** Whether the file has a tensor. */
  has(tensor: string): boolean {
    return this.file.tensors.has(tensor);
  }

  /** The rows of a tensor; undefined where the file lacks it. */
  rows(tensor: string): number | undefined {
    return this.file.tensors.get(tensor)?.rows;
  }

  /** The error for a file that is broken. `what` is a full sentence. */
  invalid(what: string): Error {
    return modelInvalid(this.file.path, what);
  }

  /** The error for a file that is more than its architecture is here. Both are full sentences. */
  unsupported(what: string, instead = 'Choose another model.'): Error {
    return ggufUnsupported(this.file.path, what, instead);
  }
}

/** The file has float32; six digits give the number that was meant, 1e-5 rather than 9.99999974e-6. */
export function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
