import type { TextContext } from '../../common/methods/completion.js';
import { splitsCharacter } from '../../prose/characters.js';
import { fitContext } from '../../prose/context/contextWindow.js';
import { type Prompt, promptOf } from '../decode/prompt.js';
import type { LoadedModel } from './loadedModel.js';

/** The most tokens of a text that are read: enough for a scene or a section, and still quick to read from nothing. */
const contextTokens = 1024;

/** Tokens that stay free after the text, for the continuation and for what it is compared with. */
const reservedTokens = 64;

/** Characters before the caret that are looked at: several times what the tokens above hold. The front moves in steps of a quarter. */
const contextCharacters = 32_768;

/** The prompt of a place in a text. It does not depend on what is asked about it, so that a warm-up fits each request. */
export function completionPrompt(context: TextContext, { decoder, tokenizer }: LoadedModel): Prompt {
  const reserved = Math.min(reservedTokens, Math.floor(decoder.contextLength / 2));
  const budget = Math.min(contextTokens, decoder.contextLength - reserved);
  const bounded = { ...context, before: boundedEnd(context.before) };
  return promptOf(
    fitContext(bounded, budget, (text) => tokenizer.encode(text).length),
    tokenizer,
  );
}

/** The end of a text that may be of any length. Its front stays in place while the writer types on, so that the cache stays valid. */
function boundedEnd(text: string): string {
  const step = contextCharacters / 4;
  const front = Math.ceil(Math.max(0, text.length - contextCharacters) / step) * step;
  return text.slice(splitsCharacter(text, front) ? front + 1 : front);
}
