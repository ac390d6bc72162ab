import type { EngineServices } from '../../../../src/common/engineApi.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { createTableService } from '../../../../src/engine/tables/tableService.js';
import type { ChosenClassifier } from '../../../../src/sessions/classification/classifierChoice.js';
import { nextPage, type RowsDone } from '../../../../src/sessions/classification/rowPages.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

const start: RowsDone = { rows: 0, isAll: false };
const chosen: ChosenClassifier = { classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: 'both' }, multiLabel: false };

/** Reads true files; its labels say nothing. */
function services(fails = false): EngineServices {
  return {
    tables: createTableService(),
    engine: fakeEngine({
      classify: ({ texts }) =>
        fails
          ? Promise.reject(new Error('The engine is gone.'))
          : Promise.resolve({
              labels: ['a', 'b'],
              model: 'x',
              texts: texts.map(() => ({ probabilities: [1, 0], passages: [], deciding: 0 })),
            }),
    }),
  };
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

async function sourceOf(rows: number): Promise<Parameters<typeof nextPage>[0]> {
  const path = join(folder, `${rows}.csv`);
  await writeFile(path, `id,text\n${Array.from({ length: rows }, (_, at) => `${at},"Row ${at},\nof many"\n`).join('')}`);
  return { path, format: 'csv', columns: { header: ['id', 'text'], text: 1 } };
}

test('The rows of a table are labelled page by page, each once, whatever stops in between', async () => {
  const source = await sourceOf(300);
  const read: string[] = [];
  let done = start;
  for (let page = 0; !done.isAll; page++) {
    await expect(nextPage(source, done, chosen, services(true), neverCancelled)).rejects.toThrow('The engine is gone.');
    const next = await nextPage(source, done, chosen, services(), neverCancelled);
    expect(next.labelled?.texts).toHaveLength(next.rows.length);
    read.push(...next.rows.map(({ line, text }) => `${line} ${text}`));
    done = next.done;
  }
  expect(read).toEqual(Array.from({ length: 300 }, (_, at) => `${2 + 2 * at} Row ${at},\nof many`));
  expect(done.rows).toBe(300);
});

test('A table without rows is done at once', async () => {
  const { rows, labelled, done } = await nextPage(await sourceOf(0), start, chosen, services(), neverCancelled);
  expect({ rows, labelled, done }).toEqual({ rows: [], labelled: undefined, done: { rows: 0, isAll: true } });
});
