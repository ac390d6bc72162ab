import { isAbbreviation } from '../../prose/sentence/abbreviations.js';

const letters = String.raw`[\p{L}\p{N}\p{M}_]+`;
/** What joins digits ("3,000", "7:30", "10–20"), and what joins anything ("don't", "and/or", "AT&T", "a@b.org"). */
const joiner = String.raw`(?:(?<=\p{N})[,:–×′](?=\p{N})|['’.‐‑·@&/-](?=[\p{L}\p{N}_]))`;
const plain = new RegExp(`${letters}(?:${joiner}${letters})*`, 'uy');
const address = /(?:https?:\/\/|www\.)[^\s<>]+/uy;
const closing = /[.,;:!?…"'“”’»)\]}*_]+$/u;
/** Signs that end what a letter or digit began: "10%", "5 °C", "C++", "F#", "main()", "file(s)". */
const signs =
  /(?<=\p{N})[%‰°′″]\p{L}?(?!\p{L})|(?<=\p{N})[€$£¥₹](?![\p{L}\p{N}])|(?<=[\p{L}])\+\+|(?<=\p{N})\+(?![\p{L}\p{N}])|(?<=[A-Z])#(?![\p{L}\p{N}])|\(\)|\(\p{L}{1,3}\)(?=\s|$|[.,;:])/uy;
/** What may still become a part of a word, when it is the last that there is. */
const pending = /^(?:[,:–×′'’.‐‑·@&/+%‰°#€$£¥₹-]|\.\s+|\(\p{L}{0,3}\)?)*$/u;

/**
 * Where a word ends that begins at an offset, which holds a letter or digit: numbers, times, amounts, addresses, names
 * with signs and abbreviations are words as a whole.
 */
export function wordEnd(text: string, offset: number): number | undefined {
  return endOf(address, text, offset, closing) ?? endOfPlain(text, offset);
}

/** Whether a word that ends at an offset stays as it is, whatever comes behind the text. */
export function isWordOver(text: string, end: number): boolean {
  return !pending.test(text.slice(end, end + 8)) || text.length > end + 8;
}

function endOfPlain(text: string, offset: number): number | undefined {
  const end = endOf(plain, text, offset);
  if (end === undefined) return undefined;
  const word = text.slice(offset, end);
  if (text.charAt(end) === '.' && isWrittenWithStop(word, text.slice(end + 1, end + 4))) return end + 1;
  return endOf(signs, text, end) ?? end;
}

/** "U.S.", "Dr. Stone", "p. 5"; a full stop behind another word ends the sentence. */
function isWrittenWithStop(word: string, following: string): boolean {
  if (/^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word)) return true;
  return isAbbreviation(word) && /^\s[\p{N}\p{Lu}]/u.test(following) && !/^(?:no|in|am|st|pt|art)$/.test(word);
}

function endOf(pattern: RegExp, text: string, offset: number, without?: RegExp): number | undefined {
  pattern.lastIndex = offset;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : offset + (without === undefined ? found : found.replace(without, '')).length;
}
