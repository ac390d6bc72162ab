import { sarifLog } from '../sarifLog.js';

/** A file with its label; `uri` is relative to where the report is read, with `/`. */
export interface LabelledFile {
  readonly uri: string;
  readonly label: string;
  readonly probability: number;
  /** Lines and columns, from 1, of the passage that decided. */
  readonly region?: { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number };
}

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a result for each file that has the wanted label. The rank is the
 * label's probability in percent.
 */
export function labelSarif(files: readonly LabelledFile[], wanted: string, version: string): object {
  const rule = { id: 'label', name: 'Label', description: `A text is "${wanted}".` };
  return sarifLog({ version, rule, results: files.filter(({ label }) => label === wanted).map(result) });
}

function result({ uri, label, probability, region }: LabelledFile): object {
  const percent = (100 * probability).toFixed(1);
  return {
    ruleId: 'label',
    ruleIndex: 0,
    level: 'note',
    rank: Number(percent),
    message: { text: `This text is "${label}" with a probability of ${percent} %.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(uri) }, ...(region && { region }) } }],
  };
}
