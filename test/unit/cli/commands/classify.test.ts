import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { headText } from '../../../../src/learning/heads/headFile.js';
import type { ClassifyRequest, ClassifyResult } from '../../../../src/common/methods/classification.js';
import { tinyHead } from '../../../util/tinyHead.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const folder = inFolder({
  'tone.json': headText(tinyHead),
  'broken.json': '{"format": "cloze-head", ',
  'good.txt': 'A wonderful evening.',
  'bad.txt': 'It rained.\nTerrible soup.',
  'empty.txt': '\n',
  'binary.txt': Uint8Array.of(0xff, 0, 1, 2),
  'rows.csv': 'id,text\n1,"Wonderful, all of it"\n2,\n3,"Terrible,\nreally"\n',
  'rows.jsonl': '{"id": 1, "text": "Wonderful"}\n{"id": 2, "text": "Terrible"}\n',
});

interface Classified extends Answer {
  readonly requests: readonly ClassifyRequest[];
}

const labels = ['praise', 'blame'];

/** What is terrible is blame; where several labels are possible, what is long is also the other. */
function label({ texts, multiLabel, why }: ClassifyRequest): ClassifyResult {
  const found = texts.map((text) => {
    const at = text.indexOf('Terrible');
    const passages = [{ offset: Math.max(0, at), length: text.length - Math.max(0, at), probabilities: [0.25, 0.75] }];
    const words = [{ offset: 0, length: 2, influence: -0.5 }];
    const probabilities =
      text.trim() === '' ? [] : multiLabel ? [text.length > 15 ? 0.9 : 0.1, at < 0 ? 0.2 : 0.8] : at < 0 ? [0.875, 0.125] : [0.25, 0.75];
    return { probabilities, passages, deciding: 0, ...(why && { words }) };
  });
  return { labels, ...(multiLabel && { thresholds: [0.5, 0.5] }), texts: found, model: 'tiny' };
}

async function classify(words: readonly string[], input = ''): Promise<Classified> {
  const requests: ClassifyRequest[] = [];
  const methods = {
    classify: (request: ClassifyRequest) => {
      requests.push(request);
      return Promise.resolve(label(request));
    },
  };
  return { ...(await clozeWith(methods, ['classify', ...words], folder.terminal(input))), requests };
}

describe('cloze classify, of a text,', () => {
  test('prints each label with its probability, most probable first', async () => {
    const { output } = await classify(['--text', 'Terrible soup.', '--labels', 'praise,blame']);
    expect(output.split('\n').map((line) => line.trim().split(/\s{2,}/).slice(0, 2))).toEqual([['blame', '75 %'], ['praise', '25 %'], ['']]); // prettier-ignore
  });

  test.each([
    { words: ['--labels', 'praise, blame,praise'], classifier: { kind: 'zero-shot', labels: ['praise', 'blame'], by: 'both' } },
    { words: ['--labels', 'a,b', '--by', 'causal'], classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: 'causal' } },
    { words: ['--labels', 'a,b', '--by', 'nli'], classifier: { kind: 'zero-shot', labels: ['a', 'b'], by: { entailment: 'nli' } } },
    { words: ['--checkpoint', 'sst2'], classifier: { kind: 'checkpoint', model: 'sst2' } },
    { words: ['--head', 'tone.json'], classifier: { kind: 'head', head: tinyHead } },
  ])('asks what gives the labels: $words', async ({ words, classifier }) => {
    const { requests } = await classify(['--text', 'Soup.', ...words]);
    expect(requests).toEqual([{ texts: ['Soup.'], classifier, multiLabel: false, why: false }]);
  });

  test('marks the labels of a text that may have several', async () => {
    const { output } = await classify(['--text', 'Terrible soup, but it was hot.', '--labels', 'praise,blame', '--multi-label']);
    expect(output).toMatch(/^ {2}✓ praise/m);
    expect(output).toMatch(/^ {2}✓ blame/m);
    expect((await classify(['--text', 'Soup.', '--labels', 'praise,blame', '--multi-label'])).output).not.toContain('✓');
  });

  test('prints the words that moved the decision where they are asked for', async () => {
    const { output, requests } = await classify(['--text', 'Terrible.', '--labels', 'praise,blame', '--why']);
    expect(requests[0]?.why).toBe(true);
    expect(output).toContain('Words that moved it\n  −0.50  Te\n');
  });
});

describe('cloze classify, of files,', () => {
  test('prints each with its name, and all numbers as JSON', async () => {
    const { output } = await classify(['good.txt', 'bad.txt', '--head', 'tone.json']);
    expect(output).toMatch(/^good\.txt\n {2}praise [^]*\nbad\.txt\n {2}blame/);
    const { json } = await classify(['good.txt', 'bad.txt', '--head', 'tone.json', '--json']);
    expect(json).toMatchObject({
      labels,
      model: 'tiny',
      texts: [
        { file: 'good.txt', label: 'praise', probabilities: [0.875, 0.125], deciding: 0 },
        { file: 'bad.txt', label: 'blame', passages: [{ offset: 11 }] },
      ],
    });
  });

  test('gives a list of labels where a text may have several', async () => {
    const { json } = await classify(['bad.txt', '--head', 'tone.json', '--multi-label', '--json']);
    expect(json).toMatchObject({ thresholds: [0.5, 0.5], texts: [{ labels: ['praise', 'blame'] }] });
  });

  test('leaves out what cannot be read, says so, and tells the shell', async () => {
    const { code, messages, json } = await classify(['good.txt', 'binary.txt', 'missing.txt', '--head', 'tone.json', '--json']);
    expect(code).toBe(1);
    expect(messages.split('\n').map((line) => /(\w+\.txt).*It was left out\.$/.exec(line)?.[1])).toEqual(['binary.txt', 'missing.txt', undefined]); // prettier-ignore
    expect(json).toMatchObject({ texts: [{ file: 'good.txt' }], leftOut: [{ file: 'binary.txt' }, { file: 'missing.txt' }] });
  });

  test('says of a file without words that there are none', async () => {
    expect((await classify(['good.txt', 'empty.txt', '--head', 'tone.json'])).output).toContain(
      'empty.txt\n  There are no words to classify.\n',
    );
  });

  test('prints SARIF with the deciding passage of the files that have a label', async () => {
    const { json } = await classify(['good.txt', 'bad.txt', '--head', 'tone.json', '--sarif', 'blame']);
    const results = [
      { locations: [{ physicalLocation: { artifactLocation: { uri: 'bad.txt' }, region: { startLine: 2, startColumn: 1 } } }] },
    ];
    expect(json).toMatchObject({ version: '2.1.0', runs: [{ results }] });
  });

  test.each([
    { words: ['good.txt'], message: 'Specify what gives the labels: one of --head FILE, --checkpoint M and --labels A,B,…' },
    { words: ['good.txt', '--head', 'tone.json', '--labels', 'a,b'], message: 'Specify what gives the labels' },
    { words: ['--head', 'tone.json'], message: 'Give either files, - for standard input, or --text T.' },
    { words: ['good.txt', '--text', 'x', '--head', 'tone.json'], message: 'Give either files, - for standard input, or --text T.' },
    { words: ['good.txt', '--labels', 'a'], message: '--labels needs two different labels at least, such as --labels praise,blame' },
    { words: ['good.txt', '--head', 'broken.json'], message: 'broken.json' },
    { words: ['empty.txt', '--head', 'tone.json'], message: 'empty.txt is empty. Give it some text.' },
    { words: ['--text', ' ', '--head', 'tone.json'], message: '--text is empty. Give it some text.' },
    { words: ['missing.txt', '--head', 'tone.json'], message: 'missing.txt does not exist' },
    { words: ['good.txt', '--head', 'tone.json', '--sarif', 'spam'], message: 'There is no label "spam"; there is praise, blame.' },
    { words: ['good.txt', '--head', 'tone.json', '--csv'], message: '--csv is for classifiers of words' },
  ])('says what is wrong: $message', async ({ words, message }) => {
    const { code, messages } = await classify(words);
    expect(code).toBe(2);
    expect(messages).toContain(message);
  });

  test('stops with Ctrl+C', async () => {
    const terminal = folder.terminal();
    terminal.source.cancel();
    const methods = { classify: (request: ClassifyRequest) => Promise.resolve(label(request)) };
    expect((await clozeWith(methods, ['classify', 'good.txt', '--head', 'tone.json'], terminal)).code).toBe(130);
  });
});

describe('cloze classify, of the rows of a table,', () => {
  test('writes each row as it was, with its label and all probabilities', async () => {
    const { output, messages } = await classify(['rows.csv', '--head', 'tone.json']);
    expect(output).toBe(
      'id,text,cloze_label,cloze_p_praise,cloze_p_blame\n1,"Wonderful, all of it",praise,0.875,0.125\n2,,,,\n3,"Terrible,\nreally",blame,0.25,0.75\n',
    );
    expect(messages).toBe('cloze: 1 rows have no words in the column of texts, and no label.\n');
  });

  test('writes JSON lines as JSON lines', async () => {
    const { output } = await classify(['rows.jsonl', '--head', 'tone.json']);
    expect(output.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { text: 'Wonderful', cloze_label: 'praise', cloze_probabilities: { praise: 0.875, blame: 0.125 } },
      { text: 'Terrible', cloze_label: 'blame' },
    ]); // prettier-ignore
  });

  test('reads standard input as CSV, and each line as a text with --format lines', async () => {
    expect((await classify(['-', '--head', 'tone.json'], 'text\nTerrible\n')).output).toContain('Terrible,blame');
    const lines = await classify(['-', '--head', 'tone.json', '--format', 'lines'], 'Terrible\nFine\n');
    expect(lines.requests[0]?.texts).toEqual(['Terrible', 'Fine']);
    expect(lines.output).toContain('Terrible\tblame\t0.25\t0.75\n');
  });

  test('writes to a file and prints a summary, for people or as JSON', async () => {
    const { output } = await classify(['rows.csv', '--head', 'tone.json', '--output', 'out.csv']);
    expect(output).toMatch(/^3 rows with tiny\n {2}(praise|blame) +1\n/);
    expect(await readFile(folder.path('out.csv'), 'utf8')).toContain('1,"Wonderful, all of it",praise,0.875,0.125\n');
    const { json } = await classify(['rows.csv', '--head', 'tone.json', '-o', 'out.csv', '--json']);
    expect(json).toEqual({ rows: 3, resumed: 0, empty: 1, labels: { praise: 1, blame: 1 }, model: 'tiny' });
  });

  test('goes on where an earlier run was stopped, without asking again about what is done', async () => {
    await classify(['rows.csv', '--head', 'tone.json', '-o', 'again.csv']);
    const { json, requests } = await classify(['rows.csv', '--head', 'tone.json', '-o', 'again.csv', '--resume', '--json']);
    expect(json).toMatchObject({ rows: 0, resumed: 3 });
    expect(requests).toEqual([]);
  });

  test.each([
    { words: ['rows.csv', '--head', 'tone.json', '--json'], message: '--resume and --json need --output FILE for the rows of a table.' },
    { words: ['rows.csv', '--head', 'tone.json', '--text-column', 'body'], message: 'no column "body"' },
    { words: ['rows.csv', '--head', 'tone.json', '--delimiter', 'ab'], message: '--delimiter must be one character' },
    { words: ['missing.csv', '--head', 'tone.json'], message: 'missing.csv does not exist' },
    { words: ['rows.csv', '--head', 'tone.json', '-o', 'no/folder.csv'], message: 'its folder does not exist' },
  ])('says what is wrong: $message', async ({ words, message }) => {
    const { code, messages, requests } = await classify(words);
    expect([code, requests]).toEqual([2, []]);
    expect(messages).toContain(message);
  });
});
