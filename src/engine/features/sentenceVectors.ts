import type { SentenceModules } from '../models/sentenceModules.js';
import type { Token } from '../tokenizer/token.js';
import type { EncoderSequence } from '../runtime/encoder.js';
import { badRequest } from '../../common/badRequest.js';
import { singleSequence } from './encoderSequence.js';
import type { EncoderLease, LoadedEncoder } from './loadedEncoder.js';
import { inBatches } from './pairs/inBatches.js';
import { throughLayer } from './sentences/denseLayer.js';
import { pooled } from './sentences/pooled.js';

/** The most tokens of a sentence that its vector is made of, where the model does not say. */
const maxTokens = 128;

/** What a model without modules of its own is read with: the mean over all tokens, which is then no further changed. */
const usual: SentenceModules = { poolings: ['mean'], dense: [], normalizes: false, prompts: {}, countsPrompt: true, maxTokens };

/**
 * The vector of each sentence: as the model's `modules.json` says, or else the mean over its tokens in the encoder's last layer, [hiddenSize];
 * sentences of similar length are read together.
 * @param prompt the name of one of the model's prompts, which say what a text is for; its usual one where it is absent
 */
export async function sentenceVectors(sentences: readonly string[], lease: EncoderLease, prompt?: string): Promise<Float32Array[]> {
  const model = await lease.model();
  const modules = model.sentences ?? usual;
  const before = promptOf(model, modules, prompt);
  const sequences = sentences.map((sentence) => sequenceOf(before + sentence, modules, model));
  const skipped = modules.countsPrompt || before === '' ? 0 : 1 + model.tokenizer.encode(before).length;
  const vectors: Float32Array[] = [];
  await inBatches(
    sequences,
    lease,
    (loaded, batch, cancel) => rowsOf(batch, modules, loaded, cancel, skipped),
    (row, index) => (vectors[index] = modules.dense.reduce(throughLayer, row)),
  );
  return vectors;
}

/** One row for each sequence. */
async function rowsOf(
  batch: readonly EncoderSequence[],
  modules: SentenceModules,
  { encoder }: LoadedEncoder,
  cancel: Parameters<LoadedEncoder['encoder']['features']>[2],
  skipped: number,
): Promise<Float32Array[]> {
  const [first] = modules.poolings;
  const only = modules.poolings.length === 1 && skipped === 0 ? first : undefined;
  if (only === 'mean' || only === 'cls') {
    return encoder.features(batch, { layers: [encoder.layers], pooling: [only === 'cls' ? 'first' : 'mean'] }, cancel);
  }
  const asked = batch.map((sequence) => ({ ...sequence, asked: [...sequence.tokens.keys()] }));
  const states = await encoder.hiddenStates(asked, [encoder.layers], cancel);
  return states.map((rows) => pooled(rows, encoder.hiddenSize, modules.poolings, skipped));
}

function sequenceOf(sentence: string, modules: SentenceModules, { encoder, tokenizer, special, frame }: LoadedEncoder): EncoderSequence {
  const framed = (text: readonly Token[]): EncoderSequence =>
    frame === undefined ? singleSequence(special, text) : { tokens: [...frame.before, ...text, ...frame.after] };
  const around = framed([]).tokens.length;
  // The usual limit is one of the sentence, a model's own one of the whole sequence.
  const most = modules === usual ? maxTokens : (modules.maxTokens ?? encoder.contextLength) - around;
  return framed(tokenizer.encode(sentence).slice(0, Math.min(most, encoder.contextLength - around)));
}

function promptOf({ name: model }: LoadedEncoder, { prompts, defaultPrompt }: SentenceModules, name: string | undefined): string {
  if (name === undefined) return (defaultPrompt === undefined ? undefined : prompts[defaultPrompt]) ?? '';
  const found = Object.hasOwn(prompts, name) ? prompts[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(prompts);
  throw badRequest(
    known.length === 0
      ? `The encoder "${model}" has no prompts, so there is none called "${name}". Leave it out.`
      : `The encoder "${model}" has no prompt "${name}". Choose one of ${known.join(', ')}.`,
  );
}
