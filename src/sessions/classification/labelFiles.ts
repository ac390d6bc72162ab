import { cancelledError } from '../../common/clozeError.js';
import { decidingPlace } from './decidingPlace.js';
import { labelledRow } from './labelledRow.js';
import type { LabellingRun } from './labellingRun.js';
import { pace } from './pace.js';
import { textBatches } from './textBatches.js';

/** Files that are asked about at a time: those that are done stay when the rest is given up. */
const fileBatch = 16;

/** Labels files, each as one text. Returns the names of those that could not be read. */
export async function labelFiles(uris: readonly string[], run: LabellingRun): Promise<readonly string[]> {
  const { engine, files, table, clock, t, chosen, token } = run;
  const unread: string[] = [];
  const started = clock.now();
  const read = async (uri: string): Promise<string | undefined> => {
    const text = await files.read(uri);
    if (text === undefined) unread.push(files.nameOf(uri));
    return text;
  };
  for await (const { texts, done } of textBatches(uris, fileBatch, read)) {
    const request = { texts: texts.map(({ text }) => text), ...chosen, why: false };
    const result = await engine.classify(request, token);
    if (token.isCancellationRequested) throw cancelledError();
    if (table.labels.length === 0) table.start(result.labels);
    table.add(
      texts.map(({ name: uri, text }, index) => {
        const classified = result.texts[index];
        const place = classified && decidingPlace(text, classified);
        const lines = { line: place?.from.line ?? 1, lastLine: place?.to.line ?? 1 };
        return labelledRow({ uri, file: files.nameOf(uri), text, ...lines }, classified, result);
      }),
    );
    const { rate, left = '' } = pace(clock.now() - started, done, done / uris.length);
    run.tell(t('{0} of {1} files, {2} a second, {3} left', done, uris.length, rate, left));
  }
  return unread;
}
