import type { KnownWord } from '../../../common/methods/manuscript.js';
import { typedLetters } from '../../../learning/manuscript/learnedName.js';
import type { WordCounts } from '../../../learning/manuscript/wordCounts.js';
import type { Tokenizer } from '../../tokenizer/tokenizer.js';

/** The words of a writer that the model has no token of its own for, and that stand at least twice; most frequent first. */
export function unknownWords(words: WordCounts, tokenizer: Tokenizer): KnownWord[] {
  const unknown = words.words(2).filter(({ text }) => tokenizer.encode(` ${text}`).length > 1);
  return unknown.map((word) => ({ ...word, ...(word.isName && { rivals: rivalsOf(word.text, words), ago: words.ago(word.text) }) }));
}

/** Forms of the name itself, as in "Zelphina's", are no rivals. */
function rivalsOf(name: string, words: WordCounts): number[] {
  const own = words.beginningWith(name);
  return typedLetters.map((length) => words.beginningWith(name.slice(0, length)) - own);
}
