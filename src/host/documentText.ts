import * as vscode from 'vscode';

/** A longer line may be a whole book. */
const longLine = 20_000;

/**
 * The text of a document between two of its offsets, from the start of the first one's line; of a very long line, only what
 * was asked for. Lines end as they do in the document.
 */
export function textBetween(document: vscode.TextDocument, from: number, to: number): { readonly text: string; readonly start: number } {
  const first = document.positionAt(from);
  const start = first.character > longLine ? first : first.with({ character: 0 });
  return { text: document.getText(new vscode.Range(start, document.positionAt(to))), start: document.offsetAt(start) };
}

/** `textBetween` with `\n` at the end of each line. `start` is its offset in the document, with one character for each line end. */
export function plainTextBetween(
  document: vscode.TextDocument,
  from: number,
  to: number,
): { readonly text: string; readonly start: number } {
  const { text, start } = textBetween(document, from, to);
  return { text: plainText(text), start: plainOffset(document, document.positionAt(start)) };
}

/** The offset of a position as if each line ended in one character. */
export function plainOffset(document: vscode.TextDocument, position: vscode.Position): number {
  return document.offsetAt(position) - (document.eol === vscode.EndOfLine.CRLF ? position.line : 0);
}

/** The position of an offset that counts one character for the end of each line. */
export function plainPosition(document: vscode.TextDocument, offset: number): vscode.Position {
  if (document.eol !== vscode.EndOfLine.CRLF) return document.positionAt(offset);
  let low = 0;
  let high = document.lineCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (plainOffset(document, new vscode.Position(middle, 0)) <= offset) low = middle;
    else high = middle - 1;
  }
  return document.validatePosition(new vscode.Position(low, offset - plainOffset(document, new vscode.Position(low, 0))));
}

/** A text whose lines end in one character. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
