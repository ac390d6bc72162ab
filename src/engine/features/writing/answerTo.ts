import type { WriteRequest } from '../../../common/methods/writing.js';
import { bareAnswer } from '../../../writing/rewriting/bareAnswer.js';
import { instructionText } from '../../../writing/rewriting/instructionText.js';
import { withoutThoughts } from '../../../writing/rewriting/withoutThoughts.js';
import type { AnswerEnd, AnswerUsage } from '../../decode/answer.js';
import type { Speaker } from './speaker.js';

/** What a model made of a piece of a text. */
export interface PieceAnswer {
  /** Empty where it said nothing. */
  readonly text: string;
  readonly end: AnswerEnd;
  readonly usage: AnswerUsage;
}

/** Lets a model carry out an instruction about a piece of a text. */
export async function answerTo(
  given: string,
  { instruction, form, sampling }: WriteRequest,
  maxTokens: number,
  speaker: Speaker,
  onText: (text: string, isThinking: boolean) => void,
): Promise<PieceAnswer> {
  const tell = (text: string, beginsThinking: boolean): void => {
    const said = withoutThoughts(text, beginsThinking, given);
    onText(bareAnswer(said.text, given, false), said.isThinking);
  };
  const { text, end, usage, beginsThinking } = await speaker.answer(
    instructionText(instruction, given, form),
    { maxTokens, sampling },
    tell,
  );
  return { text: bareAnswer(withoutThoughts(text, beginsThinking, given).text, given, true), end, usage };
}
