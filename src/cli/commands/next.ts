import type { PairRating } from '../../common/methods/scoring.js';
import { sigmoid } from '../../common/sigmoid.js';
import { pairProbability } from '../../writing/flow/score/pairProbability.js';
import { percent } from '../../prose/plainText.js';
import type { Command } from '../command.js';
import { encoderOptions, encoderServerOptions, engineOptions, jsonOption } from '../options.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

export const nextCommand: Command = {
  name: 'next',
  operands: 'A B',
  operandCount: [2, 2],
  summary: 'Tells how probable it is that sentence B follows sentence A.',
  details: `The JSON value is {probability, nextSentence, surprisal: {alone, after, tokens}, verdict, encoder, causal}: probability from both models and the
words, nextSentence the encoder's own probability, surprisal of B in bits at the start of a document and after A, verdict "follows" or
"does not follow", at a probability of one half. What no model could measure is left out.`,
  options: { ...encoderOptions, ...encoderServerOptions, ...engineOptions, ...jsonOption },
  async run(args, terminal) {
    const [first = '', second = ''] = args.operands;
    if (first.trim() === '' || second.trim() === '')
      throw usageError('One of the sentences is empty. Give two sentences, each in quotation marks.');
    const request = { pairs: [{ before: '', first, second }], signals: ['next-sentence', 'surprisal'] } as const;
    const { ratings, missing, encoder, causal } = await withEngine(args, terminal, (engine) => engine.ratePairs(request, terminal.cancel));
    for (const { reason } of missing) terminal.writeMessage(`cloze: ${reason}\n`);
    const rating = ratings[0] ?? {};
    const probability = pairProbability(first, second, rating);
    const json = {
      probability,
      ...(rating.nextSentence !== undefined && { nextSentence: probabilityOf(rating.nextSentence) }),
      ...(rating.surprisal !== undefined && { surprisal: rating.surprisal }),
      verdict: probability === undefined ? 'unknown' : probability > 0.5 ? 'follows' : 'does not follow',
      encoder,
      causal,
    };
    return { json, text: () => toText(probability, rating) };
  },
};

function toText(probability: number | undefined, { nextSentence, surprisal }: PairRating): string {
  const lines = [
    probability === undefined ? 'No model could rate the pair.' : `B follows A with a probability of ${percent(probability)}.`,
    ...(nextSentence === undefined ? [] : [`  Next sentence, by the encoder: ${percent(probabilityOf(nextSentence))}`]),
    ...(surprisal === undefined
      ? []
      : [
          `  Surprisal of B: ${surprisal.after.toFixed(1)} bits after A, ${surprisal.alone.toFixed(1)} bits alone (${surprisal.tokens} tokens)`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function probabilityOf(odds: number): number {
  return sigmoid(odds);
}
