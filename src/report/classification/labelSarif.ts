import { SarifFingerprints } from '../sarifFingerprints.js';
import { sarifLog, type SarifRule } from '../sarifLog.js';
import { uriReference } from '../uriReference.js';

/** A text with its label; `uri` is its path relative to where the report is read, with `/`, or an address. */
export interface LabelledFile {
  readonly uri: string;
  readonly label: string;
  readonly probability: number;
  /** The passage that decided, or its start: it tells the finding apart from others of the file. */
  readonly passage?: string;
  /** Lines and columns, from 1, of the passage that decided. */
  readonly region?: { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number };
}

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a result for each file that has the wanted label. The rank is the
 * label's probability in percent.
 */
export function labelSarif(files: readonly LabelledFile[], wanted: string, version: string): object {
  const prints = new SarifFingerprints();
  const results = files.filter(({ label }) => label === wanted).map((file) => result(file, prints));
  return sarifLog({ version, rule: ruleOf(wanted), results });
}

function ruleOf(label: string): SarifRule {
  const text = `Read the passage that is marked. If the label is wrong, label some texts of this kind yourself and train the classifier again.`;
  return {
    id: 'label',
    name: 'Label',
    description: `A text is "${label}".`,
    fullDescription: `A classifier gives a text the label "${label}". The rank is its probability in percent, and the region is the passage that decided.`,
    help: { text, markdown: text },
  };
}

function result({ uri, label, probability, passage = '', region }: LabelledFile, prints: SarifFingerprints): object {
  const percent = (100 * probability).toFixed(1);
  return {
    ruleId: 'label',
    ruleIndex: 0,
    level: 'note',
    rank: Number(percent),
    message: { text: `This text is "${label}" with a probability of ${percent} %.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriReference(uri) }, ...(region && { region }) } }],
    partialFingerprints: prints.of('labelledText/v1', uri, `${label} ${passage}`),
  };
}
