const times = /^[ap]\.m$/i;
/** What a time goes on with although it has a capital letter: "5 p.m. Monday", "5 p.m. GMT". */
const behindTime =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Eastern|Central|Mountain|Pacific|Greenwich|Standard|Local)\b|\p{Lu}{2,4}\b)/u;
const opening =
  /^["“‘'(*_]{0,3}(?:At|By|Around|About|On|In|From|Until|Till|Before|After|Since|Between|Towards?|Past|Near|Every|Each|Just)\s/;
const longestOpening = 48;
const maxWords = 6;

/** Whether a word, without its last full stop, is "a.m." or "p.m.". */
export function isTimeOfDay(word: string): boolean {
  return times.test(word);
}

/** Whether what follows a time of day still belongs to it: a day or a time zone. */
export function namesTime(following: string): boolean {
  return behindTime.test(following);
}

/** Whether a stretch is but the time with which a sentence begins: "At 5 a.m. Mr. Stone went out." */
export function isOpeningPhrase(text: string, start: number, end: number): boolean {
  if (end - start > longestOpening) return false;
  const phrase = text.slice(start, end);
  return opening.test(phrase) && phrase.split(/\s+/).length <= maxWords;
}
