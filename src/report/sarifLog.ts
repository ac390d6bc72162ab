/** A kind of finding. Markdown is shown where a viewer can. */
export interface SarifRule {
  readonly id: string;
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  readonly fullDescription: string;
  /** What to do about a finding. */
  readonly help: { readonly text: string; readonly markdown: string };
}

/** What a log reports: one kind of finding, and each of them. */
export interface SarifRun {
  /** The version of Cloze. */
  readonly version: string;
  readonly rule: SarifRule;
  /** The results, as the format has them. */
  readonly results: readonly object[];
}

/** Where Cloze is described. */
export const informationUri = 'https://marketplace.visualstudio.com/items?itemName=cloze.cloze';

/** A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS) with one rule, whose findings are notes. */
export function sarifLog({ version, rule, results }: SarifRun): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Cloze',
            semanticVersion: version,
            informationUri,
            rules: [
              {
                id: rule.id,
                name: rule.name,
                shortDescription: { text: rule.description },
                fullDescription: { text: rule.fullDescription },
                help: rule.help,
                defaultConfiguration: { level: 'note' },
              },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}
