import type { Token } from '../../engine/tokenizer/token.js';
import type { Tokenizer } from '../../engine/tokenizer/tokenizer.js';
import type { ServerPrompt, ServerToken } from '../completions/completionServer.js';
import { WordTokenizer } from './wordTokenizer.js';

/** A special token as servers write it. */
const specialName = /^(?:<\|[^|<>]{1,40}\|>|<\/?s>|<(?:bos|eos|pad|unk|eot|end_of_turn|start_of_turn)>|\[(?:CLS|SEP|PAD|UNK)\])$/;

/** Between what a server calls tokens and what the engine does. */
export interface ServerVocabulary {
  readonly tokenizer: Tokenizer;
  /** Undefined for what the model's tokenizer does not have. */
  readonly tokenOf: (told: ServerToken) => Token | undefined;
  readonly promptOf: (tokens: readonly Token[]) => ServerPrompt;
}

/** For a server whose model's tokenizer is not known here. It is sent texts. */
export function wordVocabulary(): ServerVocabulary {
  const tokenizer = new WordTokenizer();
  return {
    tokenizer,
    tokenOf: ({ bytes }) => (bytes.length === 0 || isSpecial(bytes) ? tokenizer.documentStart : tokenizer.tokenOf(bytes)),
    promptOf: (tokens) => ({ text: tokenizer.decode(tokens) }),
  };
}

/**
 * For a server whose model's tokenizer is here.
 * @param takesIds whether the server takes a prompt as ids, which keeps the place of the cursor exact
 */
export function knownVocabulary(tokenizer: Tokenizer, takesIds: boolean): ServerVocabulary {
  let byBytes: Map<string, Token> | undefined;
  const key = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const ofBytes = (bytes: Uint8Array): Token | undefined => {
    byBytes ??= new Map(
      Array.from({ length: tokenizer.vocabularySize }, (_, token): [string, Token] => [
        key(tokenizer.bytes(token as Token)),
        token as Token,
      ]),
    );
    return byBytes.get(key(bytes));
  };
  const special = (bytes: Uint8Array): Token | undefined => {
    const tokens = tokenizer.encodeWithSpecialTokens(Buffer.from(bytes).toString('utf8'));
    return tokens.length === 1 ? tokens[0] : undefined;
  };
  return {
    tokenizer,
    tokenOf: ({ id, bytes }) => {
      if (id !== undefined && id < tokenizer.vocabularySize) return id as Token;
      if (bytes.length === 0) return [...tokenizer.documentEnds][0];
      return isSpecial(bytes) ? special(bytes) : ofBytes(bytes);
    },
    promptOf: (tokens) => (takesIds ? { ids: tokens } : { text: textOf(tokens, tokenizer) }),
  };
}

function isSpecial(bytes: Uint8Array): boolean {
  return bytes.length <= 48 && specialName.test(Buffer.from(bytes).toString('utf8'));
}

function textOf(tokens: readonly Token[], tokenizer: Tokenizer): string {
  return Buffer.concat(tokens.map((token) => tokenizer.bytes(token))).toString('utf8');
}
