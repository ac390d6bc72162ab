/** The most frequent words of English prose; few of them are frequent words of other languages. */
const frequent: ReadonlySet<string> = new Set(
  `the of and to a in is that it for as was with be by on not he his but at are this have from or had an they which you were her all she
  there would their we him been has when who will more no if out so said what up its about into than them can only other new some could
  time these two may then do first any my now such like our over me even most made after also did many before must through back years
  where much your way well down should because each just those people how too i'm it's don't that's i've i'll wasn't didn't you're he's
  we're they're can't couldn't wouldn't isn't doesn't`.split(/\s+/),
);

/** Of running English at least every third word is one of them; of other languages hardly one in ten. */
const minShare = 0.2;

/** In fewer words than this the share says little. */
const enoughWords = 12;

/**
 * Whether a text is English, told by its frequent words.
 * @returns undefined where the text is too short to tell
 */
export function isEnglish(text: string): boolean | undefined {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu) ?? [];
  if (words.length < enoughWords) return undefined;
  const known = words.filter((word) => frequent.has(word.replace('’', "'"))).length;
  return known >= minShare * words.length;
}
