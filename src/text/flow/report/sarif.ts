import { sarifLog } from '../../sarifLog.js';
import type { ReportedPair } from './flowReport.js';
import type { TextLines } from './textLines.js';

/** What was found in a file; `uri` is relative to where the report is read, with `/`. */
export interface CheckedFile {
  readonly uri: string;
  readonly lines: TextLines;
  readonly pairs: readonly ReportedPair[];
}

export const ruleId = 'flow';

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a result for each warning, and a suppressed one for each that
 * was muted. The rank is the chance that the sentence does not belong, in percent.
 */
export function sarif(files: readonly CheckedFile[], version: string): object {
  const rule = { id: ruleId, name: 'Flow', description: 'A sentence does not follow from the one before.' };
  const results = files.flatMap((file) => file.pairs.filter(({ verdict }) => verdict !== 'follows').map((pair) => result(file, pair)));
  return sarifLog({ version, rule, results });
}

function result({ uri, lines }: CheckedFile, { first, second, chance, verdict, reasons }: ReportedPair): object {
  const location = ({ start, end }: { start: number; end: number }): object => {
    const [from, to] = [lines.at(start), lines.at(end)];
    const region = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    return {
      physicalLocation: { artifactLocation: { uri: encodeURI(uri) }, region: { ...region, charOffset: start, charLength: end - start } },
    };
  };
  return {
    ruleId,
    ruleIndex: 0,
    level: 'note',
    rank: Number((100 * chance).toFixed(1)),
    message: { text: ['This sentence seems not to follow from the one before.', ...reasons].join(' ') },
    locations: [location(second)],
    relatedLocations: [{ id: 1, ...location(first), message: { text: 'The sentence before' } }],
    ...(verdict === 'muted' && { suppressions: [{ kind: 'inSource' }] }),
  };
}
