import { SarifFingerprints } from '../sarifFingerprints.js';
import { sarifLog, type SarifRule } from '../sarifLog.js';
import { uriReference } from '../uriReference.js';
import type { ReportedPair } from '../../writing/flow/flowReport.js';
import type { TextLines } from './textLines.js';

/** What was found in a file; `uri` is its path relative to where the report is read, with `/`, or an address. */
export interface CheckedFile {
  readonly uri: string;
  readonly lines: TextLines;
  readonly pairs: readonly ReportedPair[];
}

export const ruleId = 'flow';

const rule: SarifRule = {
  id: ruleId,
  name: 'Flow',
  description: 'A sentence does not follow from the one before.',
  fullDescription:
    'Two language models and the words that the sentences share say how well each sentence of a paragraph follows from the one before. The rank is the chance, in percent, that the sentence does not belong there.',
  help: {
    text: 'Read the two sentences one after the other. Move the sentence to where it follows, add a linking sentence, or start a new paragraph. If it is meant as it is, mute the warning with a comment, cloze-ignore-next, or with a line in .clozeignore.',
    markdown:
      'Read the two sentences one after the other.\n\n- Move the sentence to where it follows, add a linking sentence, or start a new paragraph.\n- If it is meant as it is, mute the warning with the comment `<!-- cloze-ignore-next -->`, in the form of the language, or with a line in `.clozeignore`.',
  },
};

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a result for each warning, and a suppressed one for each that
 * was muted. The rank is the chance that the sentence does not belong, in percent.
 */
export function sarif(files: readonly CheckedFile[], version: string): object {
  const prints = new SarifFingerprints();
  const results = files.flatMap((file) =>
    file.pairs.filter(({ verdict }) => verdict !== 'follows').map((pair) => result(file, pair, prints)),
  );
  return sarifLog({ version, rule, results });
}

function result({ uri, lines }: CheckedFile, pair: ReportedPair, prints: SarifFingerprints): object {
  const { first, second, chance, reasons, mutedIn } = pair;
  const location = ({ start, end }: { start: number; end: number }): object => {
    const [from, to] = [lines.at(start), lines.at(end)];
    const region = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    return {
      physicalLocation: { artifactLocation: { uri: uriReference(uri) }, region: { ...region, charOffset: start, charLength: end - start } },
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
    partialFingerprints: prints.of('sentencePair/v1', uri, `${first.text} ${second.text}`),
    ...(mutedIn !== undefined && { suppressions: [{ kind: mutedIn === 'text' ? 'inSource' : 'external' }] }),
  };
}
