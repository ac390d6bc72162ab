import * as vscode from 'vscode';
import type { TextLines } from '../../report/flow/textLines.js';
import type { Span } from '../../prose/span.js';

/** The range of a span of a text, whose lines and columns are told by `lines`. No document has to be open for it. */
export function rangeOf(lines: TextLines, { start, end }: Span): vscode.Range {
  return new vscode.Range(positionOf(lines, start), positionOf(lines, end));
}

/** The offset of a position in the text whose lines and columns are told by `lines`. */
export function offsetOf(lines: TextLines, { line, character }: vscode.Position): number {
  return lines.offsetAt({ line: line + 1, column: character + 1 });
}

function positionOf(lines: TextLines, offset: number): vscode.Position {
  const { line, column } = lines.at(offset);
  return new vscode.Position(line - 1, column - 1);
}
