import { append } from '../../common/append.js';
import type { TableApi } from '../../common/methods/tables.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';
import { type ChosenTable, tablePages } from './tablePages.js';

/** A text that may get a label, and where it is from. */
export interface TextToLabel {
  readonly text: string;
  readonly source: string;
}

/** Where texts to label can be found. */
export type OfferedTexts =
  { readonly kind: 'this-table'; readonly format: TableFormat } | { readonly kind: 'paragraphs' } | { readonly kind: 'table' };

/** More would take long, and say little more about which are worth labelling. */
const maxTexts = 2000;

/** Where to look for texts to label: in the table or the document that is open, or in another table. `path` is that of a file on the disk. */
export function offeredTexts(open: { readonly path?: string } | undefined): OfferedTexts[] {
  if (open === undefined) return [{ kind: 'table' }];
  const format = open.path === undefined ? undefined : formatOf(open.path);
  return [format === undefined ? { kind: 'paragraphs' } : { kind: 'this-table', format }, { kind: 'table' }];
}

/** The paragraphs of a document, parted by blank lines. Lines end in one character. */
export function paragraphsToLabel(text: string, source: string): TextToLabel[] {
  const texts = text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== ''); // prettier-ignore
  return texts.slice(0, maxTexts).map((paragraph) => ({ text: paragraph, source }));
}

/** The first rows of a table. Fails as the table service does. */
export async function rowsToLabel(table: ChosenTable, source: string, tables: Pick<TableApi, 'readTable'>): Promise<TextToLabel[]> {
  const texts: TextToLabel[] = [];
  for await (const rows of tablePages(table, maxTexts, tables)) {
    append(
      texts,
      rows.map(({ text }) => ({ text: text.trim(), source })),
    );
    if (texts.length >= maxTexts) break;
  }
  return texts.slice(0, maxTexts);
}
