import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { FindLabelsRequest, FoundLabel } from '../../common/methods/classification.js';
import type { LabelRow } from '../../learning/table/labelRows.js';
import { TextLines } from '../../report/flow/textLines.js';
import type { SessionText } from './sessionText.js';

/** What was found in a text, and the rows of the table that list it. */
export interface FoundNames {
  readonly found: readonly FoundLabel[];
  /** In alphabetical order. */
  readonly labels: readonly string[];
  readonly rows: readonly LabelRow[];
}

/** Finds the words that a classifier has labels for, such as names; `undefined` where the text has changed meanwhile. Fails as the engine does. */
export async function findNames(
  { uri, file, text, isUnchanged }: SessionText,
  classifier: FindLabelsRequest['classifier'],
  engine: Pick<EngineApi, 'findLabels'>,
  token: CancellationToken,
): Promise<FoundNames | undefined> {
  const { found } = await engine.findLabels({ text, classifier }, token);
  if (!isUnchanged()) return undefined;
  const lines = new TextLines(text);
  return {
    found,
    labels: [...new Set(found.map(({ label }) => label))].sort(),
    rows: found.map(({ offset, length, label, probability }) => ({
      uri,
      file,
      line: lines.at(offset).line,
      lastLine: lines.at(offset + length).line,
      excerpt: text.slice(offset, offset + length),
      label,
      probability,
    })),
  };
}
