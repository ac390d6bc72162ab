/** How a table with a delimiter between its cells is written. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** Whether cells may stand in quotation marks. */
  readonly quotes: boolean;
  /** Whether a backslash before a quotation mark, or before a backslash, makes a character of it; RFC 4180 doubles the mark instead. */
  readonly backslash: boolean;
}

/** RFC 4180. */
export const commaDialect: CsvDialect = { delimiter: ',', quotes: true, backslash: false };

export interface CsvRecord {
  readonly cells: readonly string[];
  /** The line that it starts at, from 1. */
  readonly line: number;
  /** Characters from the start of the table to after its end of line. */
  readonly end: number;
}

/** What is wrong with a table. The line counts from 1. */
export interface CsvFault {
  readonly kind: 'unclosed-quote' | 'stray-backslash' | 'text-after-quote' | 'too-long' | 'too-many-cells';
  readonly line: number;
}

/** A record longer than this is not one, in UTF-16 code units. */
export const maxRecordLength = 16 * 2 ** 20;

export const maxCells = 100_000;

type State = 'start' | 'plain' | 'quoted' | 'backslash' | 'quote' | 'backslash-quote' | 'closed' | 'carriage-return';

const [lineFeed, carriageReturn, quotationMark, reverseSolidus] = [10, 13, 34, 92];

/**
 * Reads a table as its text comes in, in time linear in the text. Ends of lines are `\n`, `\r\n` or `\r`; empty lines are no records.
 * What is not RFC 4180 is read as it was most probably meant: a cell with text after its closing quotation mark as it is written.
 */
export class CsvReader {
  #state: State = 'start';
  #cells: string[] = [];
  /** What is read of the cell, up to `#from`. */
  #cell = '';
  /** The piece of the text that is being read, and where in it the cell goes on as it is written. */
  #text = '';
  #from = 0;
  #isQuoted = false;
  /** Blanks after a closing quotation mark. */
  #blanks = '';
  #line: number;
  #quoteLine: number;
  #recordLine: number;
  #recordStart = 0;
  /** Characters before the text that is being read. */
  #before = 0;
  #lastCode = 0;
  #records: CsvRecord[] = [];
  readonly #delimiter: number;

  /**
   * @param report told of each fault; it throws where reading is to stop
   * @param line the line that the text starts at, from 1
   */
  constructor(
    private readonly dialect: CsvDialect,
    private readonly report: (fault: CsvFault) => void,
    line = 1,
  ) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#line = this.#quoteLine = this.#recordLine = line;
  }

  /** The records that end in the next piece of the text. */
  read(text: string): CsvRecord[] {
    this.#text = text;
    this.#from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#state !== 'carriage-return') this.#step(code, at);
      else {
        this.#endRecord(this.#before + at + (code === lineFeed ? 1 : 0));
        if (code !== lineFeed) this.#step(code, at);
      }
      this.#lastCode = code;
    }
    if (this.#state === 'plain' || this.#state === 'quoted') this.#take(text.length);
    this.#before += text.length;
    this.#checkLength(this.#before);
    return this.#taken();
  }

  /** The last record, where no end of line stands after it. */
  end(): CsvRecord[] {
    if (this.#state === 'quoted' || this.#state === 'backslash') this.report({ kind: 'unclosed-quote', line: this.#quoteLine });
    if (this.#state !== 'carriage-return') this.#cells.push(this.#cell);
    this.#endRecord(this.#before);
    return this.#taken();
  }

  #step(code: number, at: number): void {
    switch (this.#state) {
      case 'plain':
        if (this.#endsCell(code)) this.#endPlain(code, at);
        return;
      case 'quoted':
        this.#quoted(code, at);
        return;
      case 'backslash':
        this.#afterBackslash(code, at);
        return;
      case 'start':
        this.#start(code, at);
        return;
      default:
        this.#afterQuote(code, at);
    }
  }

  #start(code: number, at: number): void {
    this.#from = at;
    this.#state = 'plain';
    if (this.#endsCell(code)) this.#endPlain(code, at);
    else if (code === quotationMark && this.dialect.quotes) this.#open(at);
  }

  #open(at: number): void {
    this.#state = 'quoted';
    this.#isQuoted = true;
    this.#quoteLine = this.#line;
    this.#from = at + 1;
  }

  #endPlain(code: number, at: number): void {
    this.#take(at);
    this.#endCell(code, at);
  }

  #quoted(code: number, at: number): void {
    if (code === quotationMark) {
      this.#take(at);
      this.#blanks = '';
      this.#state = 'quote';
    } else if (code === reverseSolidus) {
      this.#take(at);
      this.#from = at + 1;
      this.#state = 'backslash';
    } else if (code === carriageReturn || (code === lineFeed && this.#lastCode !== carriageReturn)) this.#line++;
  }

  #afterBackslash(code: number, at: number): void {
    const isEscape = this.dialect.backslash && (code === quotationMark || code === reverseSolidus);
    this.#state = 'quoted';
    this.#from = at;
    if (isEscape) return;
    this.#cell += '\\';
    if (code !== quotationMark) this.#quoted(code, at);
    else {
      this.#blanks = '';
      this.#state = 'backslash-quote';
    }
  }

  /** What the character after a quotation mark says about it. */
  #afterQuote(code: number, at: number): void {
    this.#from = at + 1;
    if (this.#endsCell(code)) this.#endCell(code, at);
    else if (code === quotationMark && this.#state !== 'closed') {
      this.#cell += '"';
      this.#state = 'quoted';
    } else if (this.#state === 'backslash-quote') {
      this.report({ kind: 'stray-backslash', line: this.#line });
      this.#cell += '"';
      this.#state = 'quoted';
      this.#from = at;
    } else if (code === 32 || code === 9) {
      this.#state = 'closed';
      this.#blanks += code === 32 ? ' ' : '\t';
    } else {
      this.report({ kind: 'text-after-quote', line: this.#line });
      this.#cell = `"${this.#cell}"${this.#blanks}`;
      this.#state = 'plain';
      this.#from = at;
    }
  }

  #endsCell(code: number): boolean {
    return code === this.#delimiter || code === lineFeed || code === carriageReturn;
  }

  /** Adds what was read up to an offset to the cell. */
  #take(end: number): void {
    this.#cell += this.#text.slice(this.#from, end);
    this.#from = end;
  }

  #endCell(code: number, at: number): void {
    this.#cells.push(this.#cell);
    if (this.#cells.length > maxCells) this.report({ kind: 'too-many-cells', line: this.#recordLine });
    this.#cell = '';
    this.#state = 'start';
    if (code === this.#delimiter) return;
    if (code === carriageReturn) this.#state = 'carriage-return';
    else this.#endRecord(this.#before + at + 1);
  }

  #endRecord(end: number): void {
    this.#checkLength(end);
    const isEmpty = this.#cells.length === 1 && this.#cells[0] === '' && !this.#isQuoted;
    if (!isEmpty) this.#records.push({ cells: this.#cells, line: this.#recordLine, end });
    [this.#cells, this.#cell, this.#isQuoted, this.#state] = [[], '', false, 'start'];
    this.#recordStart = end;
    this.#recordLine = ++this.#line;
  }

  #checkLength(end: number): void {
    if (end - this.#recordStart <= maxRecordLength) return;
    if (this.#state === 'quoted' || this.#state === 'backslash') this.report({ kind: 'unclosed-quote', line: this.#quoteLine });
    this.report({ kind: 'too-long', line: this.#recordLine });
  }

  #taken(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
