import type { Decoder } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openModel } from '../../src/engine/openModel.js';
import { memoryOfProcess } from './memoryOfProcess.js';
import { serveSide } from './serveSide.js';
import type { Side, SideInfo, SideOptions } from './side.js';

/** Our decoder, as the engine uses it: the cache in place, the most probable token chosen in the graph. */
class ClozeSide implements Side {
  #decoder: Decoder | undefined;

  async open({ model, threads, cacheFolder }: SideOptions): Promise<SideInfo> {
    ({ decoder: this.#decoder } = await openModel({ role: 'causal', model, device: 'cpu' }, { modelFolders: [], cacheFolder, threads }));
    return { name: 'Cloze', version: '' };
  }

  tokenize(): Promise<number[]> {
    throw new Error('The other side tokenizes for both.');
  }

  async prefill(tokens: readonly number[]): Promise<number> {
    const decoder = this.#opened();
    const started = performance.now();
    await decoder.prefill(tokens as Token[], { top: 1 });
    return performance.now() - started;
  }

  async decode(tokens: readonly number[], steps: number): Promise<number[]> {
    const decoder = this.#opened();
    let { branch, next } = await decoder.prefill(tokens as Token[], { top: 1 });
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const started = performance.now();
      const [extended] = await decoder.extend([{ branch, tokens: next.tokens.slice(0, 1) }], { top: 1 });
      times.push(performance.now() - started);
      if (extended === undefined) throw new Error('The decoder gave no result.');
      ({ branch, next } = extended);
    }
    return times;
  }

  readonly memory = memoryOfProcess;

  async close(): Promise<void> {
    await this.#decoder?.dispose();
  }

  #opened(): Decoder {
    if (this.#decoder === undefined) throw new Error('The side is not open.');
    return this.#decoder;
  }
}

serveSide(new ClozeSide());
