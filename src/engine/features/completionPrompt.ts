import type { TextContext } from '../../common/methods/completion.js';
import { splitsCharacter } from '../../prose/characters.js';
import { fitContext } from '../../prose/context/contextWindow.js';
import { type Prompt, promptOf } from '../decode/prompt.js';
import type { LoadedModel } from './loadedModel.js';

/** The most tokens of a text that are read: enough for a scene or a section, and still quick to read from nothing. */
const contextTokens = 1024;

/** The same where the answer is in a hurry. */
const briefTokens = 96;

/** More tokens than this that are not in the cache are worth the wait only once. */
const maxUnread = 160;

/** Tokens that stay free after the text, for the continuation and for what it is compared with. */
const reservedTokens = 64;

/** Characters before the caret that are looked at: several times what the tokens above hold. The front moves in steps of a quarter. */
const contextCharacters = 32_768;

/** The prompt of a place in a text. It does not depend on what is asked about it, so that a warm-up fits each request. */
export function completionPrompt(context: TextContext, model: LoadedModel): Prompt {
  return promptWithin(contextTokens, context, model);
}

/** The prompt of the last sentences, where that of the whole context is mostly not in the cache; else undefined. */
export function briefPrompt(whole: Prompt, context: TextContext, model: LoadedModel): Prompt | undefined {
  return model.decoder.unread(whole.kept) > maxUnread ? promptWithin(briefTokens, context, model) : undefined;
}

function promptWithin(most: number, context: TextContext, { decoder, tokenizer }: LoadedModel): Prompt {
  const reserved = Math.min(reservedTokens, Math.floor(decoder.contextLength / 2));
  const budget = Math.min(most, decoder.contextLength - reserved);
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
