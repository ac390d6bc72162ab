/** A text for `cloze eval keystrokes`. */
export interface CorpusRow {
  readonly group: string;
  readonly text: string;
}

/** A passage is made of whole paragraphs until it has this many characters. */
const passageLength = 900;

/**
 * Cuts a corpus file into passages and takes `count` of them, spread evenly over the file.
 * @param corpus paragraphs are separated by a blank line, documents by a line `<|doc|>`
 * @param excluded texts of evaluation sets: a passage that shares a paragraph with one of them is left out
 */
export function corpusRows(corpus: string, group: string, count: number, excluded: readonly string[]): CorpusRow[] {
  const forbidden = new Set(excluded.flatMap(paragraphs).map(key));
  const all = corpus
    .split(/^<\|doc\|>$/m)
    .flatMap((document) => passages(paragraphs(document)))
    .filter((passage) => !passage.some((paragraph) => forbidden.has(key(paragraph))));
  const wanted = Math.min(count, all.length);
  return Array.from({ length: wanted }, (_, index) => ({
    group,
    text: (all[Math.floor(((index + 0.5) * all.length) / wanted)] ?? []).join('\n\n'),
  }));
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** Two paragraphs are the same when their letters and digits are: evaluation sets differ in quotation marks. */
function key(paragraph: string): string {
  return paragraph.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function passages(document: readonly string[]): string[][] {
  const result: string[][] = [];
  let passage: string[] = [];
  for (const paragraph of document) {
    passage.push(paragraph);
    if (passage.join('\n\n').length < passageLength) continue;
    result.push(passage);
    passage = [];
  }
  return result;
}
