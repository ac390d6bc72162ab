const male = /\b(?:he|him|his|himself)\b/i;
const female = /\b(?:she|her|hers|herself)\b/i;
const several = /\b(?:they|them|their|theirs|themselves)\b/i;
/** A name, a title or a noun for a person: something that "he" or "she" could stand for. */
const person =
  /(?<=[\p{Ll},;—-] ["“‘']?)\p{Lu}\p{Ll}|\b(?:man|woman|boy|girl|child|father|mother|brother|sister|son|daughter|husband|wife|king|queen|lord|lady|sir|gentleman|doctor|captain|uncle|aunt|friend|person|someone|somebody|everyone|anyone|one|who|author|player|student|teacher|user|president|worker|manager|officer|soldier|old|young|Mr|Mrs|Miss|Dr|I|you)\b/u;
const plural =
  /\b(?:we|us|our|they|them|their|people|men|women|children|all|both|many|some|others|two|three|four|several)\b|\p{L}{2,}(?:[^su'’]s|ies|ses)\b|\band\b/iu;

/** Whether a sentence has a pronoun of the third person that nothing in the text before it could stand for. */
export function lacksAntecedent(sentence: string, before: string): boolean {
  if (male.test(sentence) && !male.test(before) && !mayBePerson(sentence, before)) return true;
  if (female.test(sentence) && !female.test(before) && !mayBePerson(sentence, before)) return true;
  return several.test(sentence) && !plural.test(before) && !/\p{L}{2,}(?:[^su'’]s|ies|ses)\b.*\b(?:they|them|their)\b/iu.test(sentence);
}

/** Names of the sentence itself count too: "Mary took her hat." */
function mayBePerson(sentence: string, before: string): boolean {
  return person.test(before) || person.test(sentence) || /^["“‘']?\p{Lu}\p{Ll}+ (?!is\b|are\b)/u.test(before);
}
