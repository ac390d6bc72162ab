import type { Command } from '../command.js';
import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

/** Digits after the point where a person reads. */
const shownDigits = 4;

export const embedCommand: Command = {
  name: 'embed',
  operands: 'TEXT…',
  operandCount: [1, 1000],
  summary: 'Gives the vectors of sentences.',
  details: `The JSON value is {vectors: [{text, vector}], model}: each vector is the mean over the sentence's tokens in the encoder's last layer, scaled to
length 1, so that the product of two says how alike the sentences are, −1 to 1. An encoder of sentence-transformers is read as its own modules say:
pooling, layers, length and prompts. As text, one vector a line.`,
  options: {
    prompt: { value: 'NAME', help: "The encoder's prompt for what the texts are, such as query or document (default: its usual one)" },
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const texts = args.operands;
    const prompt = args.text('prompt');
    if (texts.some((text) => text.trim() === '')) throw usageError('One of the texts is empty. Give sentences, each in quotation marks.');
    const { vectors, model } = await withEngine(args, terminal, (engine) =>
      engine.embed({ texts, ...(prompt !== undefined && { prompt }) }, terminal.cancel),
    );
    return {
      json: { vectors: texts.map((text, index) => ({ text, vector: vectors[index] })), model },
      text: () => vectors.map((vector) => `${vector.map((value) => value.toFixed(shownDigits)).join(' ')}\n`).join(''),
    };
  },
};
