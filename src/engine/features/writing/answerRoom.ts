import { ClozeError } from '../../../common/clozeError.js';
import type { WriteRequest } from '../../../common/methods/writing.js';
import { instructionText } from '../../../writing/rewriting/instructionText.js';
import { badRequest } from '../../../common/badRequest.js';
import type { LoadedModel } from '../loadedModel.js';
import type { Speaker } from './speaker.js';

/** How much of a text a model takes at once, and how long its answer may be. */
export interface AnswerRoom {
  /** Tokens of the longest piece. */
  readonly limit: number;
  readonly maxTokens: (piece: string) => number;
}

/** Longer pieces make models leave things out, and those of less than half a billion weights lose the thread soon. */
const longestReplaced = 600;
const longestReplacedBySmall = 160;

/** The width of the smallest models of half a billion weights. */
const smallWidth = 1024;

const longestSummarized = 3000;

/** Tokens of a summary. */
const summaryTokens = 512;

/** Tokens that an answer may have beside those that the given text suggests, and that a model may think of. */
const spareTokens = 64;

/** Fewer tokens at once are no text. */
const minTokens = 16;

/** The room that an instruction leaves in a model's context. Fails with `bad-request` where that is too little for a text. */
export async function answerRoom(request: WriteRequest, speaker: Speaker): Promise<AnswerRoom> {
  const { instruction, form } = request;
  const { model } = speaker;
  const { contextLength } = model.decoder;
  const told = await speaker.promptTokens(instructionText(instruction, '', form));
  const room = contextLength - told;
  const spare = Math.min(spareTokens, Math.floor(room / 4));
  // A piece is read, and written again: an answer has as many tokens, and up to twice as many in another language.
  const limit =
    form === 'summary'
      ? Math.min(longestSummarized, room - Math.min(summaryTokens, Math.floor(room / 2)) - spare)
      : Math.min(isSmall(model) ? longestReplacedBySmall : longestReplaced, Math.floor((room - spare) / 3));
  if (limit < minTokens) {
    throw badRequest(
      `The instruction has ${told} tokens, and ${model.name} reads ${contextLength} at most: there is no room for a text and an answer. ` +
        'Shorten the instruction, or choose a model with a longer context.',
    );
  }
  const usual = (piece: string): number => (form === 'summary' ? summaryTokens : 4 * model.tokenizer.encode(piece).length + spareTokens);
  return { limit, maxTokens: (piece) => request.maxTokens ?? usual(piece) };
}

/** Of a service nothing is known, but small ones are seldom served. */
function isSmall({ answering, decoder }: LoadedModel): boolean {
  return answering === undefined && decoder.hiddenSize < smallWidth;
}

/** A model was asked to follow an instruction, and cannot. */
export function followsNoInstructions(name: string): ClozeError {
  const message =
    `${name} continues texts, but follows no instructions: it has no chat template. ` +
    'Choose an instruction model to rewrite, translate or summarize with.';
  return new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
}
