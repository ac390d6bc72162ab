import type { CancellationToken } from '../../../common/cancellation.js';
import type { Sampling } from '../../../common/methods/completion.js';
import { asksForThoughts } from '../../../writing/rewriting/withoutThoughts.js';
import { Answer, type AnswerEnd, type AnswerUsage } from '../../decode/answer.js';
import type { Chat } from '../../tokenizer/chat/chat.js';
import type { ChatMessage } from '../../tokenizer/chat/chatMessage.js';
import type { CausalLease, LoadedModel } from '../loadedModel.js';
import type { Answering } from './answering.js';

export interface Said {
  readonly text: string;
  readonly end: AnswerEnd;
  readonly usage: AnswerUsage;
}

/** What is told to do something about a text, and answers. */
export interface Speaker {
  readonly model: LoadedModel;
  /** Tokens that it reads where it is to answer a message; about so many, where its tokens are not known. */
  promptTokens(message: string): Promise<number>;
  /** @param onText told what the answer is so far, and whether it begins with thoughts */
  answer(
    message: string,
    options: { readonly maxTokens: number; readonly sampling: Sampling },
    onText: (text: string, beginsThinking: boolean) => void,
  ): Promise<Said & { readonly beginsThinking: boolean }>;
}

export interface SpeakerTools {
  readonly lease: CausalLease;
  readonly now: () => number;
  readonly today: Date;
  readonly cancel: CancellationToken;
}

/** How a model is told what to do; undefined where it follows no instructions. */
export function speakerOf(model: LoadedModel, tools: SpeakerTools): Speaker | undefined {
  if (model.answering !== undefined) return new Service(model, model.answering, tools);
  return model.chat === undefined ? undefined : new TemplatedModel(model, model.chat, tools);
}

/** A model of this machine, by its chat template. Other work may come between its steps; what it has said stays. */
class TemplatedModel implements Speaker {
  constructor(
    readonly model: LoadedModel,
    private readonly chat: Chat,
    private readonly tools: SpeakerTools,
  ) {}

  async promptTokens(message: string): Promise<number> {
    return (await this.chat.prompt([userMessage(message)], this.tools.today)).tokens.length;
  }

  async answer(
    message: string,
    { maxTokens, sampling }: { readonly maxTokens: number; readonly sampling: Sampling },
    onText: (text: string, beginsThinking: boolean) => void,
  ): ReturnType<Speaker['answer']> {
    const prompt = await this.chat.prompt([userMessage(message)], this.tools.today);
    const beginsThinking = asksForThoughts(prompt.text);
    const options = {
      prompt: prompt.tokens,
      ends: await this.chat.ends(),
      maxTokens: Math.min(maxTokens, this.model.decoder.contextLength - prompt.tokens.length),
      sampling,
      onText: (text: string) => onText(text, beginsThinking),
    };
    const answer = new Answer(options, this.tools.now);
    const end = await this.tools.lease.turn((loaded, cancel) => answer.generate(loaded, cancel));
    return { text: answer.text, end, usage: answer.usage, beginsThinking };
  }
}

/** A service. It takes no turns: what was sent once is not sent again because something else came between. */
class Service implements Speaker {
  constructor(
    readonly model: LoadedModel,
    private readonly service: Answering,
    private readonly tools: SpeakerTools,
  ) {}

  promptTokens(message: string): Promise<number> {
    return Promise.resolve(this.model.tokenizer.encode(message).length);
  }

  async answer(
    message: string,
    options: { readonly maxTokens: number; readonly sampling: Sampling },
    onText: (text: string, beginsThinking: boolean) => void,
  ): ReturnType<Speaker['answer']> {
    const started = this.tools.now();
    const tell = (text: string): void => onText(text, false);
    const said = await this.service.answer([userMessage(message)], options, tell, this.tools.cancel);
    const { text, end, contextTokens, decodedTokens } = said;
    const usage = { contextTokens, decodedTokens, reusedTokens: 0, prefillMs: 0, decodeMs: this.tools.now() - started };
    return { text, end, usage, beginsThinking: false };
  }
}

function userMessage(content: string): ChatMessage {
  return { role: 'user', content };
}
