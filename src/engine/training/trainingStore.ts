import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AdamW, Parameters } from '../../learning/gradientDescent/adamW.js';
import type { Log } from '../log.js';
import { makeFolder } from '../makeFolder.js';
import { SafetensorsFile } from '../models/safetensors.js';
import { SafetensorsTensors } from '../models/safetensorsTensors.js';
import { writeWhole } from '../writeWhole.js';
import { safetensorsBytes, type WrittenTensor } from './safetensorsBytes.js';

/** Steps between two writings: so many are done again after the process was ended. */
const interval = 10;

/** Keeps the state of a training in a file, so that one that was ended goes on; its name has to tell one training from any other. */
export class TrainingStore {
  #isGivenUp = false;

  constructor(
    private readonly path: string,
    private readonly log?: Log,
  ) {}

  /** Puts the kept state into parameters and optimizer, where there is one that fits them. */
  async load(parameters: Parameters, optimizer: AdamW): Promise<void> {
    let file: SafetensorsFile;
    try {
      file = await SafetensorsFile.open(this.path);
    } catch {
      return; // There is none, or it is damaged: then training starts from its beginning.
    }
    try {
      const tensors = new SafetensorsTensors(file.path, file.tensors);
      const part = async (kind: string): Promise<Parameters> => {
        const read = async ([name, { length }]: [string, Float32Array]): Promise<[string, Float32Array]> => {
          const values = await tensors.floats(`${kind}.${name}`);
          if (values.length !== length) throw new Error('It is of another training.');
          if (!values.every(Number.isFinite)) throw new Error('It is damaged.');
          return [name, values];
        };
        return new Map(await Promise.all([...parameters].map(read)));
      };
      const [values, first, second] = [await part('value'), await part('first'), await part('second')];
      const [steps = 0] = await tensors.floats('steps');
      for (const [name, own] of parameters) own.set(values.get(name) ?? []);
      optimizer.restore({ steps, first, second });
    } catch {
      await this.forget();
    } finally {
      await file.close();
    }
  }

  /** Writes the state every few steps, and at the end. Where it cannot be written, as on a full disk, training goes on without. */
  async keep(parameters: Parameters, { state }: AdamW, isLast: boolean): Promise<void> {
    if (this.#isGivenUp || (state.steps % interval !== 0 && !isLast)) return;
    const named = (kind: string, all: Parameters): [string, WrittenTensor][] =>
      [...all].map(([name, values]) => [`${kind}.${name}`, { shape: [values.length], values }]);
    const tensors = new Map([
      ...named('value', parameters),
      ...named('first', state.first),
      ...named('second', state.second),
      ['steps', { shape: [1], values: Float32Array.of(state.steps) }] as const,
    ]);
    try {
      await makeFolder(dirname(this.path));
      await writeWhole(this.path, safetensorsBytes(tensors));
    } catch (error) {
      this.#isGivenUp = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.log?.('warn', `The state of a training could not be written to ${this.path}, so it could not go on if it were ended: ${reason}`);
    }
  }

  /** Removes the file of a training that is over. */
  async forget(): Promise<void> {
    await rm(this.path, { force: true }).catch(() => undefined);
  }
}
