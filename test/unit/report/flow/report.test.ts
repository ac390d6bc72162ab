import { describe, expect, test } from 'vitest';
import { flowCsv } from '../../../../src/report/flow/csv.js';
import type { FlowReport, ReportedPair } from '../../../../src/writing/flow/flowReport.js';
import { flowMarkdown } from '../../../../src/report/flow/markdown.js';
import { sarif } from '../../../../src/report/flow/sarif.js';
import { strip } from '../../../../src/report/flow/strip.js';
import { TextLines } from '../../../../src/report/flow/textLines.js';

const text = '# One\n\n=He lit the lamp. <b>Revenue</b> rose, "sharply".\r\nHe slept.';
const sentence = (words: string): ReportedPair['first'] => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  text: words,
});
const pair = (first: string, second: string, verdict: ReportedPair['verdict']): ReportedPair => ({
  first: sentence(first),
  second: sentence(second),
  chance: verdict === 'follows' ? 0.02 : 0.91,
  verdict,
  ...(verdict === 'muted' && { mutedIn: 'text' }),
  reasons: verdict === 'follows' ? [] : ['It shares no words with the sentence before.'],
});
const warned = pair('=He lit the lamp.', '<b>Revenue</b> rose, "sharply".', 'warning');
const muted = pair('<b>Revenue</b> rose, "sharply".', 'He slept.', 'muted');
const report: FlowReport = {
  sections: [{ heading: 'One *star*', paragraphs: [{ block: 0, opening: '=He lit the lamp.', pairs: [warned, muted] }] }],
};
const lines = new TextLines(text);

describe('Exports of what was found', () => {
  test('SARIF suppresses what is muted and names the place of the rest', () => {
    const { runs } = sarif([{ uri: 'a.md', lines, pairs: [warned, muted, pair('He slept.', 'He slept.', 'follows')] }], '0.1.0') as {
      runs: [{ results: { suppressions?: unknown; rank: number; locations: [{ physicalLocation: { region: object } }] }[] }];
    };
    expect(runs[0].results.map(({ suppressions }) => suppressions !== undefined)).toEqual([false, true]);
    expect(runs[0].results[0]?.locations[0].physicalLocation.region).toMatchObject({ startLine: 3, startColumn: 19, endLine: 3 });
  });

  test.each([
    ['text', 'inSource'],
    ['elsewhere', 'external'],
  ] as const)('SARIF says that what is muted in the %s is suppressed as %s', (mutedIn, kind) => {
    const { runs } = sarif([{ uri: 'a.md', lines, pairs: [{ ...muted, mutedIn }] }], '0.1.0') as { runs: [{ results: object[] }] };
    expect(runs[0].results).toMatchObject([{ suppressions: [{ kind }] }]);
  });

  test('CSV keeps quotes, commas and what would be a formula as text', () => {
    expect(flowCsv('a.md', report, lines)).toBe(
      'file,heading,paragraph,line,column,chance,verdict,before,sentence,reasons\r\n' +
        `a.md,One *star*,1,3,19,0.9100,warning,'=He lit the lamp.,"<b>Revenue</b> rose, ""sharply"".",It shares no words with the sentence before.\r\n` +
        `a.md,One *star*,1,4,1,0.9100,muted,"<b>Revenue</b> rose, ""sharply"".",He slept.,It shares no words with the sentence before.\r\n`,
    );
  });

  test('Markdown shows warnings only, and the text as it is written', () => {
    const markdown = flowMarkdown('a_b.md', report, lines);
    expect(markdown).toContain('# a\\_b.md\n\n## One \\*star\\*\n\n- Line 3, 91 %: **\\<b\\>Revenue');
    expect(markdown).not.toContain('He slept');
    expect(flowMarkdown('a.md', { sections: [] }, lines)).toContain('Every sentence follows');
  });

  test('a strip has a taller sign for a sentence that belongs less', () => {
    expect(strip([0, 0.3, 0.99, 1])).toBe('▁▃██');
  });
});
