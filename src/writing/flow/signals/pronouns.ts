const male = /\b(?:he|him|his|himself)\b/i;
const female = /\b(?:she|her|hers|herself)\b/i;
const several = /\b(?:they|them|their|theirs|themselves)\b/i;
/** A name, a title or a noun for a person: something that "he" or "she" could stand for. */
const person =
  /(?<=[\p{Ll},;—-] ["“‘']?)\p{Lu}\p{Ll}|\b(?:man|woman|boy|girl|child|father|mother|brother|sister|son|daughter|husband|wife|king|queen|lord|lady|sir|gentleman|doctor|captain|uncle|aunt|friend|person|someone|somebody|everyone|anyone|one|who|author|player|student|teacher|user|president|worker|manager|officer|soldier|old|young|Mr|Mrs|Miss|Dr|I|you)\b/u;
const severalWords = /\b(?:we|us|our|they|them|their|people|men|women|children|all|both|many|some|others|two|three|four|several|and)\b/i;
/** Not of "glass", "bus" or "its". */
const pluralEnding = /(?<=\p{L}{2})(?:[^su]s|ies|ses)$/iu;
const pluralPronoun = /\b(?:they|them|their)\b/gi;

/** Whether a sentence has a pronoun of the third person that nothing in the text before it could stand for. */
export function lacksAntecedent(sentence: string, before: string): boolean {
  if (male.test(sentence) && !male.test(before) && !mayBePerson(sentence, before)) return true;
  if (female.test(sentence) && !female.test(before) && !mayBePerson(sentence, before)) return true;
  if (!several.test(sentence) || severalWords.test(before) || firstPluralEnd(before) !== undefined) return false;
  const end = firstPluralEnd(sentence);
  return end === undefined || end > ([...sentence.matchAll(pluralPronoun)].at(-1)?.index ?? -1);
}

/** The offset after the first noun in the plural, told by its ending. Words are cut out first: one pattern for both would be slow on long ones. */
function firstPluralEnd(text: string): number | undefined {
  for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) if (pluralEnding.test(word)) return index + word.length;
  return undefined;
}

/** Names of the sentence itself count too: "Mary took her hat." */
function mayBePerson(sentence: string, before: string): boolean {
  return person.test(before) || person.test(sentence) || /^["“‘']?\p{Lu}\p{Ll}+ (?!is\b|are\b)/u.test(before);
}
