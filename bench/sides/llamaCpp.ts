import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installedVersion } from '../harness/machine.js';
import { memoryOfProcess } from './memoryOfProcess.js';
import { serveSide } from './serveSide.js';
import type { Side, SideInfo, SideOptions } from './side.js';

/** What is used of node-llama-cpp. Its own types are only there once it is installed. */
interface LlamaModule {
  getLlama(options: { gpu: false; build: 'never'; maxThreads: number }): Promise<{
    loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  }>;
}
interface LlamaModel {
  tokenize(text: string): number[];
  createContext(options: { contextSize: number; threads: number; flashAttention: boolean }): Promise<LlamaContext>;
}
interface LlamaContext {
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
}
interface LlamaSequence {
  clearHistory(): Promise<void>;
  evaluate(tokens: readonly number[], options: { temperature: 0; yieldEogToken: true }): AsyncIterator<number, unknown>;
}

const packageFolder = fileURLToPath(new URL('../peers/node_modules/node-llama-cpp', import.meta.url));

/** node-llama-cpp as its documentation uses it: greedy evaluation of one sequence on the CPU. */
class LlamaCppSide implements Side {
  #model: LlamaModel | undefined;
  #context: LlamaContext | undefined;
  #sequence: LlamaSequence | undefined;

  async open({ model, threads, contextLength, flashAttention }: SideOptions): Promise<SideInfo> {
    const entry = pathToFileURL(path.join(packageFolder, 'dist', 'index.js')).href;
    const module = (await import(entry)) as LlamaModule;
    const llama = await module.getLlama({ gpu: false, build: 'never', maxThreads: threads });
    this.#model = await llama.loadModel({ modelPath: model });
    this.#context = await this.#model.createContext({ contextSize: contextLength, threads, flashAttention });
    this.#sequence = this.#context.getSequence();
    return { name: 'node-llama-cpp', version: installedVersion(packageFolder) };
  }

  tokenize(text: string): Promise<number[]> {
    return Promise.resolve(this.#model?.tokenize(text) ?? []);
  }

  async prefill(tokens: readonly number[]): Promise<number> {
    const [first] = await this.#evaluate(tokens, 1);
    return first ?? NaN;
  }

  async decode(tokens: readonly number[], steps: number): Promise<number[]> {
    return (await this.#evaluate(tokens, steps + 1)).slice(1);
  }

  readonly memory = memoryOfProcess;

  async close(): Promise<void> {
    await this.#context?.dispose();
  }

  /** The time of each of the first `count` tokens that follow; the first holds the reading of the prompt. */
  async #evaluate(tokens: readonly number[], count: number): Promise<number[]> {
    if (this.#sequence === undefined) throw new Error('The side is not open.');
    await this.#sequence.clearHistory();
    const generation = this.#sequence.evaluate([...tokens], { temperature: 0, yieldEogToken: true });
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      const started = performance.now();
      const { done } = await generation.next();
      if (done === true) throw new Error('node-llama-cpp ended the text before the measurement was over.');
      times.push(performance.now() - started);
    }
    await generation.return?.();
    return times;
  }
}

serveSide(new LlamaCppSide());
