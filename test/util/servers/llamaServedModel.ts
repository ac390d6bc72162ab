import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import type { Served, ServedStep } from './servedModel.js';

/** What is used of node-llama-cpp. Its own types are only there once it is installed. */
interface LlamaModule {
  readonly getLlama: (options: { gpu: false; build: 'never'; maxThreads: number; logLevel: 'error' }) => Promise<Llama>;
}
interface Llama {
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}
interface LlamaModel {
  createContext(options: { contextSize: number; threads: number }): Promise<{ getSequence(): LlamaSequence }>;
}
interface LlamaSequence {
  clearHistory(): Promise<void>;
  controlledEvaluate(
    input: readonly [number, { generateNext?: { logits: true } }][],
  ): Promise<({ next: { logits?: Map<number, number> } } | undefined)[]>;
}

const entry = fileURLToPath(new URL('../../../bench/peers/node_modules/node-llama-cpp/dist/index.js', import.meta.url));

/** Whether the package is there; `npm run bench` installs it. */
export const isLlamaInstalled = existsSync(entry);

/** llama.cpp as a server has it: a GGUF file, and the probabilities that llama.cpp itself computes. */
export class LlamaServedModel implements Served {
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly name: string,
    readonly tokenizer: Tokenizer,
    private readonly llama: Llama,
    private readonly sequence: LlamaSequence,
  ) {}

  /** @param tokenizer the model's own, as Cloze reads it */
  static async open(file: string, tokenizer: Tokenizer): Promise<LlamaServedModel> {
    const { getLlama } = (await import(pathToFileURL(entry).href)) as LlamaModule;
    const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: 'error' });
    const model = await llama.loadModel({ modelPath: file });
    const context = await model.createContext({ contextSize: 256, threads: 1 });
    return new LlamaServedModel(path.basename(file, '.gguf'), tokenizer, llama, context.getSequence());
  }

  tokensOf(prompt: string | readonly number[]): readonly Token[] {
    return typeof prompt === 'string' ? this.tokenizer.encode(prompt) : (prompt as readonly Token[]);
  }

  async rate(tokens: readonly Token[], top: number): Promise<ServedStep[]> {
    const distributions = await this.#logprobs(tokens, (at) => at < tokens.length - 1);
    return tokens.map((token, at) => {
      const before = distributions[at - 1];
      return before === undefined ? { token, top: [] } : { token, logprob: before[token] ?? -Infinity, top: best(before, top) };
    });
  }

  async next(tokens: readonly Token[], top: number, allowed?: readonly number[]): Promise<ServedStep> {
    const logprobs = await this.#after(tokens);
    const [chosen] = allowed === undefined ? best(logprobs, 1) : best(logprobs, allowed.length, allowed as readonly Token[]);
    if (chosen === undefined) throw new Error('The model chose nothing.');
    return { ...chosen, top: best(logprobs, top) };
  }

  async rateNext(tokens: readonly Token[], wanted: readonly number[]): Promise<number[]> {
    const logprobs = await this.#after(tokens);
    return wanted.map((token) => logprobs[token] ?? -Infinity);
  }

  promptOf(): Promise<never> {
    return Promise.reject(new Error('It is asked to continue texts only.'));
  }

  isChatEnd(): Promise<boolean> {
    return Promise.resolve(false);
  }

  isEnd(token: Token): boolean {
    return this.tokenizer.documentEnds.has(token);
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.llama.dispose();
  }

  async #after(tokens: readonly Token[]): Promise<Float32Array> {
    const from = tokens.length === 0 ? [this.tokenizer.documentStart ?? (0 as Token)] : tokens;
    const last = (await this.#logprobs(from, (at) => at === from.length - 1)).at(-1);
    if (last === undefined) throw new Error('The model said nothing.');
    return last;
  }

  /** What comes after each of the tokens for which it is wanted; one text after the other, each read from its start. */
  #logprobs(tokens: readonly Token[], isWanted: (at: number) => boolean): Promise<(Float32Array | undefined)[]> {
    const read = async (): Promise<(Float32Array | undefined)[]> => {
      await this.sequence.clearHistory();
      const input = tokens.map((token, at): [number, { generateNext?: { logits: true } }] => [
        token,
        isWanted(at) ? { generateNext: { logits: true } } : {},
      ]);
      const answers = await this.sequence.controlledEvaluate(input);
      return answers.map((answer) => (answer?.next.logits === undefined ? undefined : logSoftmax(answer.next.logits)));
    };
    const result = this.#last.then(read, read);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function logSoftmax(logits: ReadonlyMap<number, number>): Float32Array {
  const values = new Float32Array(logits.size).fill(-Infinity);
  for (const [token, logit] of logits) values[token] = logit;
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = Math.log(values.reduce((total, value) => total + Math.exp(value - highest), 0)) + highest;
  return values.map((value) => value - sum);
}

function best(logprobs: Float32Array, count: number, among?: readonly Token[]): { token: Token; logprob: number }[] {
  const tokens = among ?? (Array.from(logprobs, (_, token) => token) as Token[]);
  const all = tokens.map((token) => ({ token, logprob: logprobs[token] ?? -Infinity }));
  return all.sort((a, b) => b.logprob - a.logprob).slice(0, count);
}
