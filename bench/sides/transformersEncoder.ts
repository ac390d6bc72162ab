import { sigmoid } from '../../src/common/sigmoid.js';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installedVersion } from '../harness/machine.js';
import type { EncoderAnswer, EncoderSide, EncoderSideOptions } from './encoderSide.js';
import { serveSide } from './serveSide.js';
import type { SideInfo } from './side.js';

/** What is used of transformers.js. Its own types are only there once it is installed. */
interface TransformersModule {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: 'fill-mask', model: string, options: LoadOptions): Promise<FillMask>;
  readonly AutoTokenizer: { from_pretrained(model: string): Promise<Tokenizer> };
  readonly AutoModelForSequenceClassification: { from_pretrained(model: string, options: LoadOptions): Promise<Classifier> };
}
interface LoadOptions {
  readonly dtype: 'q8';
  readonly device: 'cpu';
  readonly session_options: { readonly intraOpNumThreads: number; readonly interOpNumThreads: 1 };
}
interface Candidate {
  readonly token_str: string;
}
type FillMask = (texts: readonly string[], options: { top_k: number }) => Promise<readonly (readonly Candidate[])[]>;
type Tokenizer = (
  texts: readonly string[],
  options: { text_pair: readonly string[]; padding: true; truncation: true },
) => Record<string, unknown>;
type Classifier = (inputs: Record<string, unknown>) => Promise<{ logits: { tolist(): readonly (readonly [number, number])[] } }>;

const packageFolder = fileURLToPath(new URL('../peers/node_modules/@huggingface/transformers', import.meta.url));

/** @huggingface/transformers as its documentation uses it: a pipeline for masked words, a classifier for pairs. */
class TransformersSide implements EncoderSide {
  #fill: FillMask | undefined;
  #tokenize: Tokenizer | undefined;
  #classify: Classifier | undefined;

  async open({ model, threads }: EncoderSideOptions): Promise<SideInfo> {
    const entry = pathToFileURL(path.join(packageFolder, 'dist', 'transformers.node.mjs')).href;
    const transformers = (await import(entry)) as TransformersModule;
    transformers.env.allowRemoteModels = false;
    transformers.env.localModelPath = model;
    const options = { dtype: 'q8', device: 'cpu', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } } as const;
    this.#fill = await transformers.pipeline('fill-mask', 'masked-words', options);
    this.#tokenize = await transformers.AutoTokenizer.from_pretrained('next-sentence');
    this.#classify = await transformers.AutoModelForSequenceClassification.from_pretrained('next-sentence', options);
    return { name: '@huggingface/transformers', version: installedVersion(packageFolder) };
  }

  async fill(texts: readonly string[]): Promise<EncoderAnswer<readonly string[]>> {
    const started = performance.now();
    const lists = (await this.#fill?.(texts, { top_k: 5 })) ?? [];
    return { ms: performance.now() - started, answers: lists.map((list) => list.map(({ token_str: word }) => word)) };
  }

  async follow(pairs: readonly (readonly [string, string])[]): Promise<EncoderAnswer<number>> {
    const started = performance.now();
    const [first, second] = [pairs.map(([text]) => text), pairs.map(([, text]) => text)];
    const inputs = this.#tokenize?.(first, { text_pair: second, padding: true, truncation: true }) ?? {};
    const scores = (await this.#classify?.(inputs))?.logits.tolist() ?? [];
    return { ms: performance.now() - started, answers: scores.map(([follows, not]) => sigmoid(follows - not)) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

serveSide(new TransformersSide());
