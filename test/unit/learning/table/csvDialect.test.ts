import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvDialect } from '../../../../src/learning/table/csvDialect.js';
import { type CsvFault, CsvReader } from '../../../../src/learning/table/csvReader.js';
import { tableLine } from '../../../../src/learning/table/csvText.js';

function cellsOf(text: string, isWhole = true): (readonly string[])[] {
  const { dialect, skipped } = csvDialect(text, isWhole);
  const reader = new CsvReader(dialect, () => undefined);
  return [...reader.read(text.slice(skipped)), ...reader.end()].map(({ cells }) => cells);
}

describe('The delimiter of a table is found', () => {
  test.each<[string, string, string]>([
    ['commas', 'text,label\nThe sea is cold,nature\nThe bank; too,money\n', ','],
    ['semicolons', 'text;label\nThe sea is cold;nature\nThe bank, too;money\nThe wave broke;nature\n', ';'],
    ['semicolons with numbers of Europe', 'text;score\none;1,5\ntwo;2,5\n', ';'],
    ['semicolons beside a comma in every text', 'text;label\nThe sea, cold;nature\nA bank, too;money\n', ';'],
    ['semicolons beside a comma in every text, without names', 'The sea, cold;nature\nA bank, too;money\nNo, no;money\n', ';'],
    ['semicolons in quotes beside commas', 'text,label\n"a; b; c",x\n"d; e",y\n', ','],
    ['commas in quotes beside semicolons', '"text";"label"\n"a, b, c";"x"\n"d, e";"y"\n', ';'],
    ['tabs', 'text\tlabel\nThe sea, cold; deep\tnature\nThe bank, too\tmoney\n', '\t'],
    ['upright strokes', 'text|label\nThe sea, cold|nature\nThe bank|money\n', '|'],
    ['commas, with several labels in a cell', 'text,label\none,a|b\ntwo,a\nthree,b;c\n', ','],
    ['commas, with a text that has more of them', 'text,label\nHello, world,x\nA, b, c,y\nno,x\n', ','],
    ['no delimiter at all', 'text\nHello, world; again\nno\n', ','],
    ['one line of prose', 'I came; I saw', ','],
    ['one line with semicolons', 'text;label', ';'],
    ['a line that names the delimiter', 'sep=;\ntext;label\na,b;c,d\n', ';'],
    ['rows that are a little uneven', `text;label\n${'a, b;x\n'.repeat(20)}c;d;e\n`, ';'],
    ['nothing', '', ','],
  ])('%s', (_, text, delimiter) => {
    expect(csvDialect(text, true).dialect.delimiter).toBe(delimiter);
  });

  test('by whole records only, where the sample ends inside one', () => {
    expect(csvDialect('text;label\na;x\n"b, c, d', false).dialect).toEqual({ delimiter: ';', quotes: true, backslash: false });
  });

  test.each([',', ';', '\t', '|'])('whatever is in the cells between %j', (delimiter) => {
    const cell = fc.string({ unit: 'grapheme-ascii', maxLength: 6 }).filter((text) => !text.includes('\\'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 6 }), (rows) => {
        const written = [['id', 'text', 'label'], ...rows];
        const quoted = written.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter));
        expect(cellsOf(`${quoted.join('\n')}\n`)).toEqual(written);
        expect(tableLine(['a', `b${delimiter}`], 'csv', delimiter)).toBe(`a${delimiter}"b${delimiter}"\n`);
      }),
    );
  });
});

describe('A quotation mark in a cell is read', () => {
  test.each<[string, string, string[][]]>([
    ['doubled', 'text,label\n"a ""b"", c",x\n', [['text', 'label'], ['a "b", c', 'x']]], // prettier-ignore
    ['behind a backslash', 'text,label\n"\\"blah blah",a\n"blah\\"",b\n', [['text', 'label'], ['"blah blah', 'a'], ['blah"', 'b']]], // prettier-ignore
    ['behind a backslash, at the end of a cell alone', 'text,label\n"blah\\"",b\n"c",d\n', [['text', 'label'], ['blah"', 'b'], ['c', 'd']]], // prettier-ignore
    ['beside a backslash that is one', 'text,label\n"C:\\",x\n"D:\\",y\n', [['text', 'label'], ['C:\\', 'x'], ['D:\\', 'y']]], // prettier-ignore
    ['beside backslashes that are escaped', 'text,label\n"a \\"b\\" c:\\\\",x\n', [['text', 'label'], ['a "b" c:\\', 'x']]], // prettier-ignore
    ['in a text that starts with a quotation', 'text,label\n"No" she said,x\n', [['text', 'label'], ['"No" she said', 'x']]], // prettier-ignore
    ['with blanks behind the closing one', 'text,label\n"a, b" ,x\n', [['text', 'label'], ['a, b', 'x']]], // prettier-ignore
    ['in the middle', 'text,label\nthe 5" disk,x\n', [['text', 'label'], ['the 5" disk', 'x']]], // prettier-ignore
  ])('%s', (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });
});

describe('A reader of tables', () => {
  const table = 'a,"b\r\nc",\\\r"d\\"e ""f""" ,g\n\nh';

  test('reads a text alike, however it is cut into pieces', () => {
    for (const backslash of [false, true]) {
      const dialect = { delimiter: ',', quotes: true, backslash };
      const readIn = (size: number): unknown => {
        const faults: CsvFault[] = [];
        const reader = new CsvReader(dialect, (fault) => faults.push(fault));
        const records = [];
        for (let at = 0; at < table.length; at += size) records.push(...reader.read(table.slice(at, at + size)));
        return [...records, ...reader.end(), faults];
      };
      for (const size of [1, 2, 3, 5]) expect(readIn(size)).toEqual(readIn(table.length));
    }
  });

  test('knows the line of each record and of each fault', () => {
    const faults: CsvFault[] = [];
    const reader = new CsvReader({ delimiter: ',', quotes: true, backslash: false }, (fault) => faults.push(fault));
    const records = [...reader.read('a\r\n\r\n"b\rc"\nd\n"e\\"f"\n"g'), ...reader.end()];
    expect(records.map(({ line }) => line)).toEqual([1, 3, 5, 6, 7]);
    expect(faults).toEqual([
      { kind: 'stray-backslash', line: 6 },
      { kind: 'unclosed-quote', line: 7 },
    ]);
  });
});
