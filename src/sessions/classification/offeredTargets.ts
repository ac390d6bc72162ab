import { formatOf, type TableFormat } from '../../learning/table/columns.js';

/** What can be classified of the document that is open, and beside it. */
export type OfferedTarget =
  | { readonly kind: 'selection' }
  | { readonly kind: 'rows'; readonly format: TableFormat }
  | { readonly kind: 'document' }
  | { readonly kind: 'files' };

/** The document that is open. */
export interface OpenDocument {
  readonly hasSelection: boolean;
  /** Of a file on the disk. */
  readonly path?: string;
}

/** What is offered to be classified: the selection comes first, then the rows of a table, the document, and files. */
export function offeredTargets(open: OpenDocument | undefined): OfferedTarget[] {
  const format = open?.path === undefined ? undefined : formatOf(open.path);
  return [
    ...(open?.hasSelection === true ? [{ kind: 'selection' } as const] : []),
    ...(format === undefined ? [] : [{ kind: 'rows', format } as const]),
    ...(open === undefined ? [] : [{ kind: 'document' } as const]),
    { kind: 'files' },
  ];
}
