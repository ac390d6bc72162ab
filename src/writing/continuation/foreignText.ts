import { isEnglish } from '../flow/english.js';

/** How much text before the cursor tells its language. */
const reach = 2000;
/** So many letters tell a script. */
const scriptLetters = 60;

/** Frequent words of other European languages that are no words of English. */
const foreign: ReadonlySet<string> = new Set(
  `der das und nicht ist ein eine einen mit auf für von zu den dem ich sie wir auch sich aber wie nach bei über zum zur im wird sind war
  le les du une est dans que qui pour pas sur avec ce cette il elle je nous vous sont était au aux mais où
  el los las y del una por con para como más pero su lo al ella era muy
  di e che non è un della per sono gli nel anche più ma
  het een van niet dat op te zijn met voor ook naar maar
  och att det som är på av för inte till jag
  o os da em não com uma na ao mas`.split(/\s+/),
);
const short = /\p{L}[\p{L}\p{M}'’]*/gu;

/**
 * Whether the text before a cursor is clearly in another language than English, told by its paragraph, and by all of it
 * where that is short. What is too short to tell is not.
 */
export function isForeignText(before: string): boolean {
  const text = before.slice(-reach);
  const paragraph = text.slice(text.trimEnd().lastIndexOf('\n\n') + 1);
  const told = isEnglish(paragraph);
  if (told !== undefined) return !told;
  if (hasOtherScript(paragraph)) return true;
  const words = paragraph.toLowerCase().match(short) ?? [];
  if (words.length >= 4) return words.filter((word) => foreign.has(word)).length * 4 >= words.length;
  return words.length === 0 && isEnglish(text) === false;
}

/** Whether most of the last letters are of another script than English has. */
function hasOtherScript(text: string): boolean {
  const letters = (text.slice(-200).match(/\p{L}/gu) ?? []).slice(-scriptLetters);
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return letters.length >= 4 && latin * 2 < letters.length;
}
