import { cancelledError } from '../../common/clozeError.js';
import { labelledRow } from './labelledRow.js';
import type { LabellingRun } from './labellingRun.js';
import { pace } from './pace.js';
import { nextPage, type RowsDone, type RowSource } from './rowPages.js';

/** Rows that the table of labels holds at most, so that it fits into the memory of the process that all extensions share. */
const maxRows = 100_000;

/** A table on the disk whose rows are to be labelled. */
export interface RowsToLabel {
  readonly uri: string;
  readonly source: RowSource;
}

/**
 * Labels rows of a table on the disk, page by page, until all are done or the table of labels is full; returns whether all are.
 * @param before how far it was done
 * @param keep keeps how far it is done now
 */
export async function labelRows(
  { uri, source }: RowsToLabel,
  before: RowsDone,
  run: LabellingRun,
  keep: (done: RowsDone) => void,
): Promise<boolean> {
  const { files, table, clock, t, chosen, token } = run;
  const file = files.nameOf(uri);
  const started = clock.now();
  const first = before.from?.byte ?? 0;
  const size = await files.size(uri);
  let done = before;
  while (!done.isAll && table.rows.length < maxRows) {
    const page = await nextPage(source, done, chosen, run, token);
    if (token.isCancellationRequested) throw cancelledError();
    done = page.done;
    keep(done);
    const { rows, labelled } = page;
    if (labelled === undefined) continue;
    if (table.labels.length === 0) table.start(labelled.labels);
    table.add(
      rows.map(({ line, text }, index) => {
        const lastLine = line + (text.match(/\n/g)?.length ?? 0);
        return labelledRow({ uri, file, line, lastLine, text }, labelled.texts[index], labelled);
      }),
    );
    const share = ((done.from?.byte ?? size) - first) / Math.max(1, size - first);
    const { rate, left = '' } = pace(clock.now() - started, done.rows - before.rows, share);
    run.tell(t('{0} rows, {1} a second, {2} left', done.rows, rate, left));
  }
  return done.isAll;
}
