import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { ClientFacts } from './clientFacts.js';
import type { OpenDocument } from './text/openDocument.js';
import type { Span } from '../prose/span.js';

/** A change of an open document as the client makes it; it refuses where the document has another version by then, if it can. */
export function documentEdit(document: OpenDocument, span: Span, text: string, facts: ClientFacts): WorkspaceEdit {
  const { uri, version, plain } = document;
  return editOf(uri, version, [{ range: plain.rangeOf(span), newText: text }], facts);
}

/**
 * A line at the end of a file; where the file is not there the edit makes it, and `undefined` where the client cannot.
 * @param text what the file has now; `undefined` where it is not there
 */
export function appendedLine(
  file: { readonly uri: string; readonly open: OpenDocument | undefined; readonly text: string | undefined },
  line: string,
  facts: ClientFacts,
): WorkspaceEdit | undefined {
  const { uri, open, text } = file;
  const lines = (text ?? '').split('\n');
  const last = lines.at(-1) ?? '';
  const end = open?.plain.positionAt(open.text.length) ?? { line: lines.length - 1, character: last === '' ? 0 : Number.MAX_SAFE_INTEGER };
  const edit = { range: { start: end, end }, newText: `${last === '' ? '' : '\n'}${line}\n` };
  if (text !== undefined) return editOf(uri, open?.version ?? null, [edit], facts);
  if (!facts.hasVersionedEdits || !facts.createsFiles) return undefined;
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [edit] },
    ],
  };
}

function editOf(uri: string, version: number | null, edits: TextEdit[], { hasVersionedEdits }: ClientFacts): WorkspaceEdit {
  return hasVersionedEdits ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
