import type * as vscode from 'vscode';
import { values } from './values.js';

/** A change of a document: what is replaced, by offsets, and with what. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A document of the editor in memory. Lines end as its text has them. */
export class MemoryDocument implements vscode.TextDocument {
  readonly encoding = 'utf8';
  version = 1;
  isDirty = false;
  isClosed = false;
  #starts: number[] = [];

  constructor(
    readonly uri: vscode.Uri,
    private text: string,
    public languageId: string,
  ) {
    this.#readLines();
  }

  get fileName(): string {
    return this.uri.fsPath;
  }

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  get eol(): vscode.EndOfLine {
    return this.text.includes('\r\n') ? values.EndOfLine.CRLF : values.EndOfLine.LF;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  save(): Promise<boolean> {
    this.isDirty = false;
    return Promise.resolve(true);
  }

  lineAt(at: number | vscode.Position): vscode.TextLine {
    const lineNumber = typeof at === 'number' ? at : at.line;
    const start = this.#starts[lineNumber];
    if (start === undefined) throw new RangeError(`The document has no line ${lineNumber}.`);
    const next = this.#starts[lineNumber + 1] ?? this.text.length;
    const text = this.text.slice(start, next).replace(/\r?\n$/, '');
    const firstNonWhitespaceCharacterIndex = /^\s*/.exec(text)?.[0].length ?? 0;
    return {
      lineNumber,
      text,
      range: new values.Range(lineNumber, 0, lineNumber, text.length),
      rangeIncludingLineBreak: new values.Range(this.positionAt(start), this.positionAt(next)),
      firstNonWhitespaceCharacterIndex,
      isEmptyOrWhitespace: firstNonWhitespaceCharacterIndex === text.length,
    };
  }

  offsetAt(position: vscode.Position): number {
    const { line, character } = this.validatePosition(position);
    return (this.#starts[line] ?? 0) + character;
  }

  positionAt(offset: number): vscode.Position {
    const at = Math.min(Math.max(0, offset), this.text.length);
    const line = this.#starts.findLastIndex((start) => start <= at);
    return new values.Position(line, Math.min(at - (this.#starts[line] ?? 0), this.#lengthOf(line)));
  }

  getText(range?: vscode.Range): string {
    return range === undefined ? this.text : this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  getWordRangeAtPosition(position: vscode.Position, pattern = /[\p{L}\p{N}_]+/u): vscode.Range | undefined {
    const { text } = this.lineAt(position);
    for (const { index, 0: word } of text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))) {
      if (index <= position.character && position.character <= index + word.length) {
        return new values.Range(position.line, index, position.line, index + word.length);
      }
    }
    return undefined;
  }

  validateRange({ start, end }: vscode.Range): vscode.Range {
    return new values.Range(this.validatePosition(start), this.validatePosition(end));
  }

  validatePosition({ line, character }: vscode.Position): vscode.Position {
    const last = this.#starts.length - 1;
    if (line > last) return new values.Position(last, this.#lengthOf(last));
    return new values.Position(Math.max(0, line), Math.min(Math.max(0, character), this.#lengthOf(line)));
  }

  /** Changes the text, as typing and edits do; what is replaced does not overlap. Lines end as they do in the document, as in the editor. */
  change(replacements: readonly Replacement[]): void {
    const hasReturns = this.eol === values.EndOfLine.CRLF;
    for (const { start, end, text } of [...replacements].sort((a, b) => b.start - a.start)) {
      const own = hasReturns ? text.replace(/\r?\n/g, '\r\n') : text;
      this.text = this.text.slice(0, start) + own + this.text.slice(end);
    }
    this.version++;
    this.isDirty = true;
    this.#readLines();
  }

  #readLines(): void {
    this.#starts = [0, ...Array.from(this.text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  #lengthOf(line: number): number {
    const start = this.#starts[line] ?? 0;
    const next = this.#starts[line + 1] ?? this.text.length;
    return this.text.slice(start, next).replace(/\r?\n$/, '').length;
  }
}
