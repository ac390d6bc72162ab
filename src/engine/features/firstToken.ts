import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';

/** Stands before the first token of a text, so that it is rated too; a model without any such token makes do with token 0. */
export function firstToken({ documentStart, documentEnds }: Tokenizer): Token {
  return documentStart ?? [...documentEnds][0] ?? (0 as Token);
}
