import { modelInvalid } from '../../modelErrors.js';
import type { Metadata } from '../metadata.js';

/** Kinds of tokens. Source: `llama_token_type` in llama.cpp. */
const unknown = 2;
const control = 3;
const userDefined = 4;

/** The tokens that stand for something else than text, as `added_tokens` of a tokenizer.json. */
export function addedTokens(tokens: readonly string[], types: readonly number[]): object[] {
  return tokens.flatMap((content, id) => {
    const type = types[id];
    if (type !== unknown && type !== control && type !== userDefined) return [];
    return [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: type !== userDefined }];
  });
}

/** The name and the number of a token with a role, as `bos`; undefined where the file gives it to none. */
export function namedToken(
  path: string,
  metadata: Metadata,
  tokens: readonly string[],
  role: string,
): readonly [string, number] | undefined {
  const id = metadata.number(`tokenizer.ggml.${role}_token_id`);
  if (id === undefined) return undefined;
  const token = tokens[id];
  if (token === undefined) throw modelInvalid(path, `Its ${role} token is number ${id} of ${tokens.length}.`);
  return [token, id];
}
