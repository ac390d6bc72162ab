import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { labelSarif } from '../../../src/report/classification/labelSarif.js';
import type { ReportedPair } from '../../../src/writing/flow/flowReport.js';
import { sarif } from '../../../src/report/flow/sarif.js';
import { TextLines } from '../../../src/report/flow/textLines.js';
import { informationUri } from '../../../src/report/sarifLog.js';
import { readProjectFile } from '../../util/projectFiles.js';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly informationUri: string; readonly rules: readonly Rule[] } };
      readonly results: readonly {
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

interface Rule {
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
}

const validate = schemaOf();

function schemaOf() {
  // The schema is of draft 4, whose name for itself the validator does not know; all else in it means the same.
  const { id, $schema, ...schema } = JSON.parse(readProjectFile('test/data/sarif/sarif-schema-2.1.0.json')) as Record<string, unknown>;
  expect([id, $schema]).toEqual([expect.stringContaining('sarif-schema-2.1.0'), expect.stringContaining('draft-04')]);
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

function flowLog(uri: string, text: string, ...pairs: readonly (readonly [string, string])[]): Log {
  let from = 0;
  const sentence = (words: string): ReportedPair['first'] => {
    const start = text.indexOf(words, from);
    return { start, end: start + words.length, text: words };
  };
  const reported = pairs.map(([first, second]): ReportedPair => {
    const pair = { first: sentence(first), second: sentence(second), chance: 0.9, verdict: 'warning', reasons: [] } as const;
    from = pair.second.start;
    return pair;
  });
  return sarif([{ uri, lines: new TextLines(text), pairs: reported }], '0.1.0') as Log;
}

function labelLog(uri: string, ...passages: readonly string[]): Log {
  return labelSarif(
    passages.map((passage) => ({ uri, label: 'praise', probability: 0.9, passage })),
    'praise',
    '0.1.0',
  ) as Log;
}

const [first, second] = ['He lit the lamp.', 'Revenue rose.'];
const printsOf = ({ runs }: Log): unknown[] => runs[0].results.map(({ partialFingerprints }) => Object.entries(partialFingerprints));

describe.each([
  ['flow', (uri: string) => flowLog(uri, `${first} ${second}`, [first, second])],
  ['labels', (uri: string) => labelLog(uri, first)],
])('SARIF of %s', (_, logOf) => {
  test('fits the schema of its standard', () => {
    const log = logOf('a chapter/ä.md');
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...log, runs: 'none' })).toBe(false);
  });

  test.each([
    ['notes/c# intro.md', 'notes/c%23%20intro.md'],
    ['a: b.md', './a:%20b.md'],
  ])('names the file %s by a reference that leads to it', (path, uri) => {
    expect(logOf(path).runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('says what the rule is, what to do about a finding, and where to read more', () => {
    const { driver } = logOf('a.md').runs[0].tool;
    expect(driver.informationUri).toBe(informationUri);
    const [rule] = driver.rules;
    for (const text of [rule?.shortDescription.text, rule?.fullDescription.text, rule?.help.text]) expect(text).toMatch(/^[A-Z].*\.$/s);
    expect(rule?.help.markdown).not.toBe('');
  });
});

test('the address of the tool is that of the extension', () => {
  const { publisher, name } = JSON.parse(readProjectFile('package.json')) as { publisher: string; name: string };
  expect(new URL(informationUri).searchParams.get('itemName')).toBe(`${publisher}.${name}`);
});

describe('the fingerprint of a finding', () => {
  test('stays where lines are added above it and markup changes', () => {
    const pair = [first, second] as const;
    const moved = flowLog('a.md', `A heading.\n\nMore text.\n\n${first}\n${second}`, pair);
    expect(printsOf(moved)).toEqual(printsOf(flowLog('a.md', `${first} ${second}`, pair)));
    expect(printsOf(labelLog('a.md', `*${first}*`))).toEqual(printsOf(labelLog('a.md', first)));
  });

  test('is another one for other words', () => {
    const texts = [`${first} ${second}`, `${first} He slept.`];
    const [one, other] = [flowLog('a.md', texts[0] ?? '', [first, second]), flowLog('a.md', texts[1] ?? '', [first, 'He slept.'])];
    expect(printsOf(one)).not.toEqual(printsOf(other));
    expect(printsOf(labelLog('a.md', first))).not.toEqual(printsOf(labelLog('a.md', second)));
  });

  test('tells the same words at two places of a file apart', () => {
    const log = flowLog('a.md', `${first} ${second}\n\n${first} ${second}`, [first, second], [first, second]);
    expect(new Set(printsOf(log).map((print) => JSON.stringify(print))).size).toBe(2);
    expect(new Set(printsOf(labelLog('a.md', first, first)).map((print) => JSON.stringify(print))).size).toBe(2);
  });
});
