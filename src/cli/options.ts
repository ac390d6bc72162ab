import { deviceChoices } from '../common/methods/lifecycle.js';
import type { Options } from './syntax.js';

/** Options that several commands share, so that they mean the same everywhere. */
export const jsonOption = {
  json: { help: 'Print one JSON value instead of text.' },
  help: { short: 'h', help: 'Show this help.' },
} as const satisfies Options;

export const placeOptions = {
  cache: { value: 'DIR', help: "Where built graphs are kept (default: CLOZE_CACHE, else the system's cache folder)" },
} as const satisfies Options;

/** Options of commands that run a model. */
export const engineOptions = {
  model: { value: 'M', short: 'm', help: 'A model by name, or the path of a folder or of a GGUF file (default: the embedded one)' },
  device: { value: deviceChoices.join('|'), default: 'auto', help: 'Where the model runs; "cloze devices" says what works here.' },
  threads: { value: 'N', default: '0', help: 'Threads of the CPU; 0 leaves the choice to the engine.' },
  'device-memory': { value: 'MB', default: '0', help: 'The most memory that models take on graphics cards; 0 sets no limit.' },
  precision: {
    value: 'auto|float32|int8|int4',
    default: 'auto',
    help: 'How the weights are held; auto keeps what the model is stored in where it can.',
  },
  ...placeOptions,
} as const satisfies Options;

/** Options of commands whose causal model may be on a server; the key is in CLOZE_SERVER_KEY. */
export const serverOptions = {
  server: { value: 'URL', help: 'Use the model of a completions server, such as http://localhost:8000. The text is sent there.' },
  'server-model': { value: 'M', help: "The model on the server (default: the server's first one)" },
  'server-tokenizer': {
    value: 'M',
    help: 'A model of this machine with the same tokenizer, by name or path (default: one of the same name, if there is one)',
  },
} as const satisfies Options;

/** Options of commands that may send messages to a server. */
export const messageServerOptions = {
  server: { value: 'URL', help: 'Let the model of a server that answers messages do it. The text is sent there.' },
  'server-model': serverOptions['server-model'],
} as const satisfies Options;

/** The option of commands that run the encoder, beside those of `engineOptions`. */
export const encoderOptions = {
  encoder: { value: 'M', help: 'The encoder by name, or the path of a folder or of a GGUF file (default: the embedded BERT)' },
} as const satisfies Options;

/** The option of commands that write as a writer does. */
export const learnedOptions = {
  learned: { value: 'DIR', help: 'Use what "cloze learn" has learned into DIR.' },
} as const satisfies Options;

/** Options of evaluations that read a set of rows. */
export const evalOptions = {
  limit: { value: 'N', help: 'Measure the first N rows only.' },
} as const satisfies Options;

/** The option of commands whose encoder may be on a server. */
export const encoderServerOptions = {
  'encoder-server': {
    value: 'URL',
    help: 'Let the encoder run on a server that has what "cloze export" wrote: one of the Open Inference Protocol, which is sent tokens, or Text Embeddings Inference, which is sent the text and tells no words.',
  },
} as const satisfies Options;

/** The option of commands that check the flow of a text. */
export const flowOptions = {
  thorough: {
    help: 'Let both models rate every sentence, instead of asking the second only where the first leaves doubt. Takes several times as long.',
  },
} as const satisfies Options;
