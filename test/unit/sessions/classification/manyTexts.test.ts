import { beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource, type CancellationToken, neverCancelled } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { TableApi } from '../../../../src/common/methods/tables.js';
import type { ClassifyRequest, ClassifyResult } from '../../../../src/common/methods/classification.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { ChosenClassifier } from '../../../../src/sessions/classification/classifierChoice.js';
import { LabelTable } from '../../../../src/sessions/classification/labelTable.js';
import { type ManyTexts, type ManyTextsEnd, ManyTextsSession } from '../../../../src/sessions/classification/manyTexts.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { awaited, byFirstLetter } from './labelledTexts.js';

const chosen: ChosenClassifier = { classifier: { kind: 'zero-shot', labels: ['praise', 'blame'], by: 'both' }, multiLabel: false };

let clock: FakeClock;
let table: LabelTable;
let contents: Map<string, string | undefined>;
let asked: string[][];
let told: string[];
let classify: (request: ClassifyRequest, token: CancellationToken) => Promise<ClassifyResult>;
let pages: { rows: number; size: number };
let session: ManyTextsSession;
beforeEach(() => {
  [clock, table, asked, told] = [new FakeClock(), new LabelTable(), [], []];
  contents = new Map();
  classify = (request) => Promise.resolve(byFirstLetter(request));
  pages = { rows: 0, size: 0 };
  session = new ManyTextsSession(table, {
    engine: fakeEngine({
      classify: (request, token = neverCancelled) => {
        asked.push([...request.texts]);
        return classify(request, token);
      },
    }),
    tables: { readTable } as TableApi,
    clock,
    files: {
      read: (uri) => Promise.resolve(contents.get(uri)),
      size: () => Promise.resolve(pages.size),
      nameOf: (uri) => uri.replace('file:///', ''),
    },
    t: inEnglish,
  });
});

/** A table of `pages.rows` rows "p0", "p1", …, a byte each. */
const readTable: TableApi['readTable'] = ({ from, limit }) => {
  const first = from?.byte ?? 0;
  const end = Math.min(pages.rows, first + limit);
  const rows = Array.from({ length: end - first }, (_, at) => ({ line: first + at + 1, text: `p${first + at}` }));
  const dialect = { encoding: 'utf-8', delimiter: ',', quotes: true, backslash: false } as const;
  return Promise.resolve({ rows, ...(end < pages.rows && { next: { byte: end, lines: end, columns: { text: 0 }, dialect } }) });
};

function files(...texts: (string | undefined)[]): ManyTexts {
  const uris = texts.map((_, at) => `file:///${at}.txt`);
  texts.forEach((text, at) => contents.set(uris[at] ?? '', text));
  return { kind: 'files', uris };
}

function rows(count: number): ManyTexts {
  pages = { rows: count, size: count };
  return { kind: 'rows', uri: 'file:///t.csv', source: { path: '/t.csv', format: 'csv', columns: { text: 0 } } };
}

const label = (texts: ManyTexts, token = neverCancelled): Promise<ManyTextsEnd> =>
  session.label(texts, chosen, (message) => told.push(message), token);

/** Rows as "file:line label". */
const shown = (): string[] => table.rows.map(({ file, line, label }) => `${file}:${line} ${label}`);

const steps = ({ next }: ManyTextsEnd): string[] => next.map(({ action, message }) => `${action}: ${message}`);

describe('Files', () => {
  test('each get a label, with the place of the passage that decided', async () => {
    expect(await label(files('praise', 'blame'))).toEqual({ next: [] });
    expect(shown()).toEqual(['0.txt:1 praise', '1.txt:1 blame']);
  });

  test('are told with their pace and what is left', async () => {
    classify = async (request) => {
      await clock.advance(1000);
      return byFirstLetter(request);
    };
    await label(files(...Array.from({ length: 20 }, () => 'p')));
    expect(told).toEqual(['16 of 20 files, 16.0 a second, 1 s left', '20 of 20 files, 10.0 a second, 0 s left']);
  });

  test('that cannot be read are named, and tried again alone', async () => {
    const texts = files('praise', undefined);
    expect(steps(await label(texts))).toEqual(['try-again: 1 file could not be read as text: 1.txt']);
    contents.set('file:///1.txt', 'blame');
    expect(steps(await label(texts))).toEqual([]);
    expect(asked).toEqual([['praise'], ['blame']]);
    expect(shown()).toEqual(['0.txt:1 praise', '1.txt:1 blame']);
  });

  test('that cannot be read are named only up to five', async () => {
    const end = await label(files(...Array.from({ length: 7 }, () => undefined)));
    expect(steps(end)).toEqual(['try-again: 7 files could not be read as text: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …']);
  });

  test('of which there are none are said to be none', async () => {
    expect(await label(files())).toEqual({ note: 'No file matches the pattern.', next: [] });
  });
});

describe('What stops in the middle', () => {
  test('keeps what is done, and goes on with the rest', async () => {
    const texts = files(...Array.from({ length: 17 }, () => 'p'));
    classify = (request) =>
      asked.length === 2 ? Promise.reject(new Error('The engine is gone.')) : Promise.resolve(byFirstLetter(request));
    const end = await label(texts);
    expect(end.error).toEqual(new Error('The engine is gone.'));
    expect(steps(end)).toEqual(['go-on: 16 texts have their labels; the others were left out.']);
    await label(texts);
    expect(asked.map(({ length }) => length)).toEqual([16, 1, 1]);
    expect(table.rows).toHaveLength(17);
  });

  test('fails where nothing is done', async () => {
    classify = () => Promise.reject(new Error('The engine is gone.'));
    await expect(label(files('p'))).rejects.toThrow('The engine is gone.');
  });

  test('takes no answer after it was given up', async () => {
    const giveUp = new CancellationSource();
    const answer = awaited<ClassifyResult>();
    classify = () => answer.promise;
    const end = label(files('p'), giveUp.token);
    await clock.advance(0);
    giveUp.cancel();
    answer.resolve(byFirstLetter({ texts: ['p'], why: false }));
    await expect(end).rejects.toEqual(cancelledError());
    expect(shown()).toEqual([]);
  });

  test.each<[by: string, next: () => Promise<unknown>, left: string[]]>([
    ['other files', () => label({ kind: 'files', uris: ['file:///b.txt'] }), ['b.txt:1 blame']],
    [
      'something else that fills the table',
      () => {
        session.clear();
        table.start(['PER']);
        return Promise.resolve();
      },
      [],
    ],
  ])('mixes no rows into the table of %s', async (_, next, left) => {
    contents.set('file:///b.txt', 'blame');
    const answer = awaited<ClassifyResult>();
    let token: CancellationToken = neverCancelled;
    classify = (_request, given) => {
      token = given;
      return answer.promise;
    };
    const first = label(files('praise'));
    await clock.advance(0);
    classify = (request) => Promise.resolve(byFirstLetter(request));
    await next();
    expect(token.isCancellationRequested).toBe(true);
    answer.resolve(byFirstLetter({ texts: ['praise'], why: false }));
    await first.catch(() => undefined);
    expect(shown()).toEqual(left);
  });
});

describe('The rows of a table', () => {
  test('are labelled page by page, and told', async () => {
    classify = async (request) => {
      await clock.advance(1000);
      return byFirstLetter(request);
    };
    expect(await label(rows(200))).toEqual({ next: [] });
    expect(table.rows.map(({ line }) => line)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
    expect(told).toEqual(['128 rows, 128.0 a second, 1 s left', '200 rows, 100.0 a second, 0 s left']);
  });

  test('go on where they stopped', async () => {
    const texts = rows(200);
    classify = (request) => (asked.length === 2 ? Promise.reject(new Error('Gone.')) : Promise.resolve(byFirstLetter(request)));
    await label(texts);
    await label(texts);
    expect(table.rows.map(({ line }) => line)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
  });

  test('begin again once the table holds the labels of something else', async () => {
    const texts = rows(200);
    classify = (request) => (asked.length === 2 ? Promise.reject(new Error('Gone.')) : Promise.resolve(byFirstLetter(request)));
    await label(texts);
    await label(files('b'));
    expect(session.holds(texts)).toBe(false);
    await label(texts);
    expect(table.rows).toHaveLength(200);
  });

  test('fill the table, are saved, and the next ones follow', async () => {
    const texts = rows(100_100);
    const [full] = (await label(texts)).next;
    expect(full?.action).toBe('export-and-go-on');
    expect(full?.message).toContain('The table is full: it holds the labels of 100096 rows');
    session.startNext();
    expect(await label(texts)).toEqual({ next: [] });
    expect(shown()).toEqual([100_097, 100_098, 100_099, 100_100].map((line) => `t.csv:${line} praise`));
  });
});
