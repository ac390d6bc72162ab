/** Words that say little about what a sentence is about. */
const functionWords: ReadonlySet<string> = new Set(
  `a an the and or but nor so yet for of to in on at by from with without into onto upon over under between among through during before
  after above below up down out off about against as than then that this these those there here it its he him his she her hers they them
  their theirs we us our ours you your yours i me my mine who whom whose which what when where why how if because although though while
  until unless since whether not no never none neither either both all any each every some many much more most few less least other others
  another such same own only just even also too very quite rather almost still already again ever once now be am is are was were been being
  have has had having do does did done doing will would shall should can could may might must ought need let like one ones s t d ll m re ve
  don didn doesn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn can't cannot`.split(/\s+/),
);

const word = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu;

export function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

/** The stems of the words that tell what a sentence is about. */
export function contentStems(sentence: string): ReadonlySet<string> {
  const stems = wordsOf(sentence.toLowerCase())
    .map((each) => each.replace(/['’].*$/, ''))
    .filter((each) => each.length > 2 && !functionWords.has(each))
    .map(stem);
  return new Set(stems);
}

/** A word without its inflection, roughly: "cities" and "city", "walked" and "walking" become the same. */
function stem(inflected: string): string {
  const cut = inflected
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(.{3})(?:ing|ed|ly)$/, '$1')
    .replace(/(.{4})(?:ation|ment|ness)$/, '$1');
  return cut.length > 3 ? cut.replace(/([^aeiou])\1$/, '$1').replace(/e$/, '') : cut;
}
