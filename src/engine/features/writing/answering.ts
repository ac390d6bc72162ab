import type { CancellationToken } from '../../../common/cancellation.js';
import type { Sampling } from '../../../common/methods/completion.js';
import type { AnswerEnd } from '../../decode/answer.js';
import type { ChatMessage } from '../../tokenizer/chat/chatMessage.js';

export interface AnswerOptions {
  readonly maxTokens: number;
  readonly sampling: Sampling;
}

export interface ServiceAnswer {
  readonly text: string;
  readonly end: AnswerEnd;
  /** Tokens that were read and written. */
  readonly contextTokens: number;
  readonly decodedTokens: number;
}

/** What is sent messages and answers with text by itself: a model on a server, whose tokens and template are its own matter. */
export interface Answering {
  /** @param onText told what the answer is so far */
  answer(
    messages: readonly ChatMessage[],
    options: AnswerOptions,
    onText: (text: string) => void,
    cancel?: CancellationToken,
  ): Promise<ServiceAnswer>;
}
