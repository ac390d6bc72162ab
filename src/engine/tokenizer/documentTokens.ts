import { isRecord, type JsonRecord } from '../models/json.js';
import type { Token } from './token.js';
import type { TokenizerFile } from './tokenizerFile.js';

export interface DocumentTokens {
  readonly start: Token | undefined;
  readonly ends: ReadonlySet<Token>;
}

/** Names that well-known models give to the tokens that end a document or a turn. */
const usualEnds = ['<|endoftext|>', '<|end_of_text|>', '<|im_end|>', '<|eot_id|>', '<end_of_turn>', '<eos>', '</s>'];

/**
 * The tokens around a document. Where the tokenizer puts a token before each text, that one starts a document. Elsewhere it is the
 * separator of the training texts, `<|endoftext|>`, if there is one, for then "bos_token" often starts a chat turn instead.
 */
export function documentTokens(file: TokenizerFile, config: JsonRecord): DocumentTokens {
  const special = new Map(file.added_tokens.filter((token) => token.special === true).map(({ content, id }) => [content, id as Token]));
  const find = (name: string | undefined): Token | undefined => (name === undefined ? undefined : special.get(name));
  const bos = find(nameOf(config.bos_token));
  const put = config.add_bos_token === true ? bos : find(firstOfTemplate(file.post_processor));
  const ends = [nameOf(config.eos_token), ...usualEnds].map(find).filter((token) => token !== undefined);
  return { start: put ?? special.get('<|endoftext|>') ?? bos, ends: new Set(ends) };
}

/** Names stand in tokenizer_config.json as a text or as an object. */
function nameOf(token: unknown): string | undefined {
  const name = isRecord(token) ? token.content : token;
  return typeof name === 'string' ? name : undefined;
}

/** The special token that a post-processor puts before a single text. */
function firstOfTemplate(processor: unknown): string | undefined {
  if (!isRecord(processor)) return undefined;
  if (Array.isArray(processor.processors)) return processor.processors.map(firstOfTemplate).find((name) => name !== undefined);
  if (Array.isArray(processor.cls)) return nameOf(processor.cls[0]);
  const first: unknown = Array.isArray(processor.single) ? processor.single[0] : undefined;
  return isRecord(first) && isRecord(first.SpecialToken) ? nameOf(first.SpecialToken.id) : undefined;
}
