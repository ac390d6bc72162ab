import type { CancellationToken } from '../../common/cancellation.js';
import type { AnswerOptions, Answering, ServiceAnswer } from '../../engine/features/writing/answering.js';
import { circleAtEnd } from '../../engine/decode/circleAtEnd.js';
import { encodeUtf8 } from '../../engine/decode/utf8.js';
import type { ChatMessage } from '../../engine/tokenizer/chat/chatMessage.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer } from '../server/serverFailure.js';
import { WordTokenizer } from '../decoder/wordTokenizer.js';
import type { ChatCapabilities } from './capabilities.js';
import { chatBody, chatPath, type ChatPiece, chatPiece, chatPieces } from './chatAnswer.js';

/** A model on a server that is sent messages and answers with text; no probability is known of it. */
export class ServerAnswers implements Answering {
  constructor(
    private readonly connection: ServerConnection,
    private readonly model: string,
    private readonly how: ChatCapabilities,
  ) {}

  async answer(
    messages: readonly ChatMessage[],
    { maxTokens, sampling }: AnswerOptions,
    onText: (text: string) => void,
    cancel?: CancellationToken,
  ): Promise<ServiceAnswer> {
    const body = chatBody(this.how, this.model, messages, { maxTokens, sampling });
    const pieces = this.how.streams ? chatPieces(this.connection, body, cancel) : this.#whole(body, cancel);
    const words = new WordTokenizer();
    const tokens: number[] = [];
    const lengths: number[] = [];
    let text = '';
    let last: ChatPiece = { text: '' };
    let usage: ChatPiece['usage'];
    for await (const piece of pieces) {
      usage = piece.usage ?? usage;
      if (piece.end !== undefined) last = piece;
      if (piece.text === '') continue;
      for (const token of words.encode(piece.text)) {
        lengths.push(text.length);
        tokens.push(token);
        text += new TextDecoder().decode(words.bytes(token));
      }
      const circle = circleAtEnd(tokens);
      if (circle !== undefined) {
        // Its first round stays.
        text = text.slice(0, lengths[tokens.length - circle.length * (circle.rounds - 1)]);
        onText(text);
        return answered(text, 'repetition', messages, usage, tokens.length);
      }
      onText(text);
    }
    if (last.end === undefined) throw brokenAnswer(this.connection.address.host, 'it ended in the middle');
    return answered(text, last.end === 'stop' ? 'end' : 'max-tokens', messages, usage, tokens.length);
  }

  async *#whole(body: object, cancel: CancellationToken | undefined): AsyncGenerator<ChatPiece> {
    yield chatPiece(await this.connection.post(chatPath, body, cancel), this.connection);
  }
}

/** Tokens are the server's count where it says one, else words. */
function answered(
  text: string,
  end: ServiceAnswer['end'],
  messages: readonly ChatMessage[],
  usage: ChatPiece['usage'],
  written: number,
): ServiceAnswer {
  const words = messages.reduce((sum, { content }) => sum + Math.ceil(encodeUtf8(content).length / bytesOfToken), 0);
  return { text, end, contextTokens: usage?.read ?? words, decodedTokens: usage?.written ?? written };
}

/** About so many bytes of prose are one token. */
const bytesOfToken = 4;
