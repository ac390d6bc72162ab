import type { LibraryTokenizer, TextSplitter } from './library.js';

/**
 * Mends a fault of @huggingface/tokenizers 0.2.0: it finds added tokens that are to stand as single words (`single_word`) within longer words
 * too, such as "lighthouse" in "lighthouses". One case remains: right between two other added tokens it is found without spaces around it.
 */
export function findSingleWords(tokenizer: LibraryTokenizer): void {
  const tokens = tokenizer.added_tokens_map;
  if (![...tokens.values()].some(({ single_word }) => single_word)) return;
  const isSingleWord = (section: string): boolean => tokens.get(section)?.single_word === true;
  const isToken = (section: string): boolean => tokens.has(section);
  tokenizer.splitter_unnormalized = whole(tokenizer.splitter_unnormalized, isToken, isSingleWord);
  tokenizer.splitter_normalized = whole(tokenizer.splitter_normalized, isToken, isSingleWord);
}

/** Source: `starts_with_word` and `ends_with_word` in the reference's added_vocabulary.rs. */
const startsWithWord = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;
const endsWithWord = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u;

/** A splitter whose sections are tokens or text between them, so that what is no whole word is text again. */
function whole(splitter: TextSplitter, isToken: (section: string) => boolean, isSingleWord: (section: string) => boolean): TextSplitter {
  return {
    split(text) {
      const found = splitter.split(text);
      const sections: string[] = [];
      let isText = false;
      found.forEach((section, index) => {
        const within = endsWithWord.test((found[index - 1] ?? '').slice(-2)) || startsWithWord.test(found[index + 1] ?? '');
        const isNext = !isToken(section) || (isSingleWord(section) && within);
        if (isNext && isText) sections.push(`${sections.pop() ?? ''}${section}`);
        else sections.push(section);
        isText = isNext;
      });
      return sections;
    },
  };
}
