import { describe, expect, test } from 'vitest';
import { exportedRows, exportedSarif, exportFormat } from '../../../../src/sessions/classification/exportedLabels.js';
import { labelledRow } from '../../../../src/sessions/classification/labelledRow.js';
import { LabelTable } from '../../../../src/sessions/classification/labelTable.js';

test.each([
  ['/a/labels.csv', 'csv'],
  ['/a/labels.jsonl', 'jsonl'],
  ['/a/LABELS.JSONL', 'jsonl'],
  ['/a/labels.Sarif', 'sarif'],
  ['/a/labels', 'csv'],
])('Labels are saved in %s as %s', (path, format) => {
  expect(exportFormat(path)).toBe(format);
});

/** Three texts that may have several labels: both, one, none. */
function someTable(): LabelTable {
  const table = new LabelTable();
  const rule = { labels: ['food', 'travel'], thresholds: [0.5, 0.5] };
  table.start(rule.labels);
  const probabilities = [[0.75, 0.5], [0.25, 0.625], [0.125, 0.25]]; // prettier-ignore
  table.add(
    probabilities.map((each, at) =>
      labelledRow(
        { uri: `file:///w/${at}.md`, file: `${at}.md`, line: 1, lastLine: 2, text: ` Text\n ${at} ` },
        { probabilities: each, passages: [], deciding: 0 },
        rule,
      ),
    ),
  );
  return table;
}

describe('Exported labels', () => {
  test.each([
    ['csv', 'file,line,label,probability,p_food,p_travel,text\n0.md,1,food; travel,0.75,0.75,0.5,Text 0\n'],
    [
      'jsonl',
      '{"file":"0.md","line":1,"label":["food","travel"],"probability":0.75,"probabilities":{"food":0.75,"travel":0.5},"text":"Text 0"}\n',
    ],
  ] as const)('are what the table shows, as %s', (format, content) => {
    const table = someTable();
    table.only = 'food';
    expect(exportedRows(table, format)).toBe(content);
  });

  test('of one label are all texts that have it, with its own probability, by their name where they are in the workspace', () => {
    const log = JSON.parse(exportedSarif(someTable(), 'travel', '1.0.0', (uri) => uri.endsWith('0.md'))) as {
      runs: { results: { rank: number; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const results = log.runs[0]?.results.map(({ rank, locations }) => [locations[0]?.physicalLocation.artifactLocation.uri, rank]);
    expect(results).toEqual([
      ['0.md', 50],
      ['file:///w/1.md', 62.5],
    ]);
  });
});
