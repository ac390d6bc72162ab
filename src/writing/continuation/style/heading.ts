const marker = /^[ \t]*(?:#{1,6}|={1,6})[ \t]+|^\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?\{/;
const minorWords = new Set(
  'a an the and but or nor so yet of in on at to for by with from as into onto over per via vs than if is'.split(' '),
);

/** In a heading: capital letters as in the headings before, and no full stop at its end unless they have one. */
export function matchHeading(completion: string, before: string): string {
  const lines = before.split('\n');
  const current = lines.pop() ?? '';
  if (!marker.test(current)) return completion;
  const headings = lines.filter((line) => marker.test(line)).map((line) => line.replace(marker, '').replace(/[}#\s]+$/, ''));
  if (headings.length === 0) return completion;
  const [first = '', ...rest] = completion.split(/(?=\n)/);
  const isFirstWord = current.replace(marker, '').trim() === '';
  const cased = capitalised(first, styleOf(headings), before, isFirstWord);
  const stopped = headings.some((heading) => heading.endsWith('.')) ? cased : cased.replace(/(?<!\.)\.(?=\s*$)/, '');
  return stopped + rest.join('');
}

/** Title case when nearly all long words but the first are capitalised, sentence case when few are. */
function styleOf(headings: readonly string[]): 'title' | 'sentence' | undefined {
  const words = headings
    .flatMap((heading) => heading.split(/\s+/).slice(1))
    .filter((word) => /^\p{L}{4,}/u.test(word) && !minorWords.has(word));
  if (words.length < 2) return undefined;
  const share = words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length;
  return share > 0.85 ? 'title' : share < 0.5 ? 'sentence' : undefined;
}

function capitalised(text: string, style: 'title' | 'sentence' | undefined, before: string, isFirstWord: boolean): string {
  if (style === undefined) return text;
  return text.replace(/(?<![\p{L}\p{N}'’])\p{L}[\p{L}'’]*/gu, (word, offset: number) => {
    if (isFirstWord && text.slice(0, offset).trim() === '') return word;
    // A completion that goes on with a word of the heading does not start one.
    if (offset === 0 && /[\p{L}\p{N}]$/u.test(before)) return word;
    if (style === 'title') return minorWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
    return isOrdinary(word, before) ? word.toLowerCase() : word;
  });
}

/** Whether the text before also writes a capitalised word small, so that it is no name. */
function isOrdinary(word: string, before: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && new RegExp(`(?<![\\p{L}])${word.toLowerCase()}(?![\\p{L}])`, 'u').test(before);
}
