import type { Encoder } from '../../../src/engine/runtime/encoder.js';
import { pairSequence, singleSequence } from '../../../src/engine/features/encoderSequence.js';
import type { SpecialTokens } from '../../../src/engine/tokenizer/specialTokens.js';
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer.js';
import { ScriptedServer } from './scriptedServer.js';

/** What a double of Text Embeddings Inference serves. */
export interface ServedEncoder {
  readonly encoder: Encoder;
  readonly tokenizer: Tokenizer;
  readonly special: SpecialTokens;
  /** As in `/info`. */
  readonly modelType: object;
  /** Its labels, as a classifier's head scores them; absent where it makes vectors. */
  readonly labels?: readonly string[];
  readonly maxBatch: number;
  /** The status of the next answers instead of an answer, in turn; 0 lets one be. */
  readonly statuses: number[];
}

/** Answers as Text Embeddings Inference does, with the scores of a model of this machine: labels best first, statuses with its bodies. */
export function startEmbeddingsServer(served: ServedEncoder): Promise<ScriptedServer> {
  const { encoder, tokenizer, special, labels = [] } = served;
  const scored = async (inputs: readonly (readonly string[])[]): Promise<object[]> => {
    const sequences = inputs.map(([first = '', second]) => {
      const tokens = tokenizer.encode(first);
      return second === undefined ? singleSequence(special, tokens) : pairSequence(special, tokens, tokenizer.encode(second));
    });
    const isPair = labels.includes('next');
    const rows = isPair ? (await encoder.nextSentence(sequences)).map((odds) => [odds, 0]) : await encoder.labelLogits(sequences);
    return rows.map((row) => labels.map((label, at) => ({ label, score: row[at] ?? 0 })).sort((a, b) => b.score - a.score));
  };
  const answer = async (url: string, body: string): Promise<unknown> => {
    if (url === '/info') {
      return { model_id: 'served/model', model_sha: null, model_dtype: 'float32', model_type: served.modelType, max_input_length: 512, max_client_batch_size: served.maxBatch, version: '1.8.0' }; // prettier-ignore
    }
    const { inputs } = JSON.parse(body) as { inputs: never };
    if (url === '/predict') return scored(inputs);
    if (url === '/tokenize') return (inputs as string[]).map((text) => tokenizer.encode(text).map((id) => ({ id, text: '', special: false, start: 0, stop: 0 }))); // prettier-ignore
    if (url === '/embed') {
      const sequences = (inputs as string[]).map((text) => singleSequence(special, tokenizer.encode(text)));
      return (await encoder.features(sequences, { layers: [encoder.layers], pooling: ['mean'] })).map((row) => [...row]);
    }
    return undefined;
  };
  return ScriptedServer.start((request, response, body) => {
    const url = request.url ?? '';
    const status = url === '/info' || url === '/tokenize' ? 0 : (served.statuses.shift() ?? 0);
    if (status > 0) {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'No', error_type: 'Overloaded' }));
      return;
    }
    void answer(url, body).then((value) => response.writeHead(value === undefined ? 404 : 200).end(JSON.stringify(value ?? {})));
  });
}
