import type { WriteRequest } from '../../../common/methods/writing.js';
import { bareAnswer } from '../../../writing/rewriting/bareAnswer.js';
import { instructionText } from '../../../writing/rewriting/instructionText.js';
import { asksForThoughts, withoutThoughts } from '../../../writing/rewriting/withoutThoughts.js';
import { Answer, type AnswerEnd, type AnswerUsage } from '../../decode/answer.js';
import type { Chat } from '../../tokenizer/chat/chat.js';
import type { CausalLease, LoadedModel } from '../loadedModel.js';

/** What a model made of a piece of a text. */
export interface PieceAnswer {
  /** Empty where it said nothing. */
  readonly text: string;
  readonly end: AnswerEnd;
  readonly usage: AnswerUsage;
}

export interface AnswerTools {
  readonly lease: CausalLease;
  readonly model: LoadedModel;
  readonly chat: Chat;
  readonly now: () => number;
  readonly today: Date;
}

/** Lets a model carry out an instruction about a piece of a text. Other work may come between its steps; what it has said stays. */
export async function answerTo(
  given: string,
  { instruction, form, sampling }: WriteRequest,
  maxTokens: number,
  { lease, model, chat, now, today }: AnswerTools,
  onText: (text: string, isThinking: boolean) => void,
): Promise<PieceAnswer> {
  const prompt = await chat.prompt([{ role: 'user', content: instructionText(instruction, given, form) }], today);
  const beginsThinking = asksForThoughts(prompt.text);
  const options = {
    prompt: prompt.tokens,
    ends: await chat.ends(),
    maxTokens: Math.min(maxTokens, model.decoder.contextLength - prompt.tokens.length),
    sampling,
    onText: (text: string) => {
      const said = withoutThoughts(text, beginsThinking, given);
      onText(bareAnswer(said.text, given, false), said.isThinking);
    },
  };
  const answer = new Answer(options, now);
  const end = await lease.turn((loaded, cancel) => answer.generate(loaded, cancel));
  const said = withoutThoughts(answer.text, beginsThinking, given);
  return { text: bareAnswer(said.text, given, true), end, usage: answer.usage };
}
