import { openModel } from '../../../src/engine/openModel.js';
import type { LoadedModel } from '../../../src/engine/features/loadedModel.js';
import { firstToken } from '../../../src/engine/features/firstToken.js';
import type { ChatMessage } from '../../../src/engine/tokenizer/chat/chatMessage.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';

/** A token with its probability, and the most probable ones in its place. */
export interface ServedStep {
  readonly token: Token;
  /** Absent where nothing stands before it. */
  readonly logprob?: number;
  readonly top: readonly { readonly token: Token; readonly logprob: number }[];
}

/** What a server of the tests serves. */
export interface Served {
  readonly name: string;
  readonly tokenizer: LoadedModel['tokenizer'];
  /** The tokens of a prompt: ids as they are; a text perhaps after the document-start token. */
  tokensOf(prompt: string | readonly number[], startsDocument: boolean): readonly Token[];
  /** How probable each token of a prompt is; the first one's probability is not known. */
  rate(tokens: readonly Token[], top: number): Promise<ServedStep[]>;
  /** The most probable token after some; only among the allowed ones where there are any. */
  next(tokens: readonly Token[], top: number, allowed?: readonly number[]): Promise<ServedStep>;
  /** How probable each of some tokens is after others. */
  rateNext(tokens: readonly Token[], wanted: readonly number[]): Promise<number[]>;
  /** What the model reads where it is to answer messages. */
  promptOf(messages: readonly ChatMessage[]): Promise<readonly Token[]>;
  isChatEnd(token: Token): Promise<boolean>;
  isEnd(token: Token): boolean;
  close(): Promise<void>;
}

/** A model of this machine as a server has it: it reads a prompt from its start each time, one request after the other. */
export class ServedModel implements Served {
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly model: LoadedModel) {}

  static async open(init: EngineInit): Promise<ServedModel> {
    return new ServedModel(await openModel({ role: 'causal', model: init.causalModel, device: 'cpu' }, init));
  }

  get tokenizer(): LoadedModel['tokenizer'] {
    return this.model.tokenizer;
  }

  get name(): string {
    return this.model.name;
  }

  tokensOf(prompt: string | readonly number[], startsDocument: boolean): readonly Token[] {
    if (typeof prompt !== 'string') return prompt as readonly Token[];
    const { documentStart } = this.tokenizer;
    return [...(startsDocument && documentStart !== undefined ? [documentStart] : []), ...this.tokenizer.encode(prompt)];
  }

  rate(tokens: readonly Token[], top: number): Promise<ServedStep[]> {
    return this.#inTurn(async () => {
      const [first, ...rest] = tokens;
      if (first === undefined) return [];
      const { branch } = await this.model.decoder.prefill([first], { top: 0 });
      const [rated] = rest.length === 0 ? [] : await this.model.decoder.rate([{ branch, tokens: rest }], top);
      return [
        { token: first, top: [] },
        ...rest.map((token, at): ServedStep => {
          const best = rated?.top[at];
          return {
            token,
            logprob: rated?.logprobs[at] ?? -Infinity,
            top: (best?.tokens ?? []).map((each, rank) => ({ token: each, logprob: best?.logprobs[rank] ?? -Infinity })),
          };
        }),
      ];
    });
  }

  next(tokens: readonly Token[], top: number, allowed?: readonly number[]): Promise<ServedStep> {
    return this.#inTurn(async () => {
      const rate = (allowed ?? []) as readonly Token[];
      const from = tokens.length === 0 ? [firstToken(this.tokenizer)] : tokens;
      const { next } = await this.model.decoder.prefill(from, { top: Math.max(1, top), rate });
      const best = next.tokens.map((token, rank) => ({ token, logprob: next.logprobs[rank] ?? -Infinity }));
      const among =
        allowed === undefined ? best : rate.map((token, at) => ({ token, logprob: next.rated[at] ?? -Infinity })).sort((a, b) => b.logprob - a.logprob); // prettier-ignore
      const chosen = among[0];
      if (chosen === undefined) throw new Error('The model chose nothing.');
      return { ...chosen, top: best.slice(0, top) };
    });
  }

  rateNext(tokens: readonly Token[], wanted: readonly number[]): Promise<number[]> {
    return this.#inTurn(async () => {
      const { next } = await this.model.decoder.prefill(tokens, { top: 1, rate: wanted as readonly Token[] });
      return [...next.rated];
    });
  }

  async promptOf(messages: readonly ChatMessage[]): Promise<readonly Token[]> {
    if (this.model.chat === undefined) throw new Error('The model answers no messages.');
    return (await this.model.chat.prompt(messages, new Date())).tokens;
  }

  async isChatEnd(token: Token): Promise<boolean> {
    return (await this.model.chat?.ends())?.has(token) === true;
  }

  isEnd(token: Token): boolean {
    return this.tokenizer.documentEnds.has(token);
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.model.dispose();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
