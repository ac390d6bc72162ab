import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifyTable, type TableSummary } from '../../../../src/cli/classification/classifyTable.js';
import { RowOutput } from '../../../../src/cli/classification/rowOutput.js';
import type { EngineApi } from '../../../../src/common/engineApi.js';
import { openTable } from '../../../../src/engine/tables/tableReader.js';
import { canMakeDisks, smallDisk } from '../../../util/fullDisk.js';
import { TestTerminal } from '../testTerminal.js';

/** Labels texts by their length, at once. */
const engine = {
  classify: ({ texts }) =>
    Promise.resolve({
      labels: ['even', 'odd'],
      model: 'length',
      texts: texts.map(({ length }) => ({ probabilities: length % 2 === 0 ? [1, 0] : [0, 1], passages: [], deciding: 0 })),
    }),
} as Pick<EngineApi, 'classify'> as EngineApi;

const form = { format: 'csv', delimiter: ',', hasHeader: true } as const;

/** A table of any size, made while it is read. */
async function* bytes(rows: number, read = { bytes: 0 }): AsyncGenerator<Uint8Array> {
  for (let row = -1; row < rows; row++) {
    const line = Buffer.from(row < 0 ? 'id,text\n' : `${row},"A row, of ""many"",\nin two lines ${'x'.repeat(row % 7)}"\n`);
    read.bytes += line.length;
    yield await Promise.resolve(line);
  }
}

async function label(
  source: AsyncIterable<Uint8Array>,
  output: RowOutput,
  terminal = new TestTerminal(),
  by: { readonly engine: EngineApi; readonly atOnce: number } = { engine, atOnce: 1 },
): Promise<TableSummary> {
  const table = await openTable(source, 'csv', {}, 'rows.csv');
  const classifier = { kind: 'zero-shot', labels: ['even', 'odd'], by: 'both' } as const;
  try {
    return await classifyTable({ table, output, format: 'csv', classifier, multiLabel: false, atOnce: by.atOnce }, by.engine, terminal);
  } finally {
    await output.close();
  }
}

function outputTo(folder: string, resume = false): Promise<RowOutput> {
  const terminal = new TestTerminal();
  terminal.workingFolder = folder;
  return RowOutput.open('out.csv', form, resume, terminal);
}

test.each([2_000, 40_000])(
  'Of a table of %i rows no more is read than is written soon, so that memory does not grow with it',
  async (rows) => {
    const read = { bytes: 0 };
    let [written, ahead] = [0, 0];
    const terminal = new TestTerminal();
    terminal.writeOutput = (text) => {
      written += text.length;
      ahead = Math.max(ahead, read.bytes - written);
      return Promise.resolve();
    };
    const summary = await label(bytes(rows, read), await RowOutput.open(undefined, form, false, terminal), terminal);
    expect(summary).toMatchObject({ rows, empty: 0 });
    expect(ahead).toBeLessThan(100_000);
  },
);

test('With several batches under way rows keep their order, and a stopped run goes on where it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  await label(bytes(2_000), await outputTo(folder));
  const whole = await readFile(join(folder, 'out.csv'), 'utf8');
  await rm(join(folder, 'out.csv'));

  let [underWay, most, asked] = [0, 0, 0];
  /** Answers a later batch sooner, and fails in the fourth. */
  const server = {
    classify: async (request) => {
      most = Math.max(most, ++underWay);
      const mine = ++asked;
      for (let waits = 10; waits > mine; waits--) await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      if (mine === 4) throw new Error('The server is gone.');
      return engine.classify(request);
    },
  } as Pick<EngineApi, 'classify'> as EngineApi;
  const by = { engine: server, atOnce: 3 };
  await expect(label(bytes(2_000), await outputTo(folder), new TestTerminal(), by)).rejects.toThrow('The server is gone.');
  expect(await label(bytes(2_000), await outputTo(folder, true), new TestTerminal(), by)).toMatchObject({ resumed: 768, rows: 1232 });
  expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe(whole);
  expect(most).toBe(3);
  await rm(folder, { recursive: true });
});

test.skipIf(!canMakeDisks)(
  'On a full disk (needs the right to mount one) whole rows stay, and with room it goes on behind them',
  async () => {
    const [rows, disk, elsewhere] = [2_000, await smallDisk(64), await mkdtemp(join(tmpdir(), 'cloze-test-'))];
    await label(bytes(rows), await outputTo(elsewhere));
    const whole = await readFile(join(elsewhere, 'out.csv'), 'utf8');

    await expect(label(bytes(rows), await outputTo(disk.folder))).rejects.toThrow('The disk is full: out.csv holds the rows that fitted.');
    expect((await stat(join(disk.folder, 'out.csv'))).size).toBeGreaterThan(10_000);
    disk.grow(1024);
    const { resumed } = await label(bytes(rows), await outputTo(disk.folder, true));
    expect(resumed).toBeGreaterThan(256);
    expect(await readFile(join(disk.folder, 'out.csv'), 'utf8')).toBe(whole);

    await disk.remove();
    await rm(elsewhere, { recursive: true });
  },
);
