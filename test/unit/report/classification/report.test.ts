import { describe, expect, test } from 'vitest';
import type { ClassifierReport } from '../../../../src/common/methods/training.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { reportBlocks } from '../../../../src/report/classification/reportBlocks.js';
import { reportPage } from '../../../../src/report/classification/reportPage.js';
import { reportText } from '../../../../src/report/classification/reportText.js';
import { classifierReport, labelSetsReport } from '../../../util/classifierReports.js';

function page(report: ClassifierReport): string {
  const parts = {
    title: 'Report on tone',
    file: '.cloze/tone.cloze-head.json',
    style: 'https://x/report.css',
    source: 'https://x',
    language: 'en',
    actions: [{ title: 'Classify with It', href: 'command:x?%5B"a"%5D' }],
  };
  return reportPage(reportBlocks(report, inEnglish), parts, inEnglish);
}

describe('A report on a classifier', () => {
  test('leads on to what comes after training', () => {
    expect(page(classifierReport)).toContain('<a class="action" href="command:x?%5B&quot;a&quot;%5D">Classify with It</a>');
  });

  test.each<[string, ClassifierReport, string[]]>([
    ['how good it is', classifierReport, ['accuracy 92 % (86 % to 96 %)', 'baseline: always the most frequent label 52 %']],
    ['which labels it takes for others', classifierReport, [' blame praise\n blame 56 4\n praise 6 59']],
    ['whether more examples would help', classifierReport, ['With fewer examples', '100 92 % 75 % to 98 % ███████████']],
    [
      'that figures are too good',
      { ...classifierReport, nearDuplicates: 12 },
      ['12 examples are nearly the same as an example in another fold'],
    ],
    [
      'one of each kind in the singular',
      { ...classifierReport, nearDuplicates: 1, repeated: 1 },
      ['1 example is nearly the same', '1 duplicate,'],
    ],
    ['what to label next', classifierReport, ['Least certain: label others like these next', 'praise blame 51 % Not bad at all']],
    ['what was left out', classifierReport, ['Examples left out: 1 empty, 2 with different labels.', 'blame/photo.txt not a text file']],
    ['each label, where a text may have several', labelSetsReport, ['right when predicted found', 'travel 88 % 70 % 78 % 35 %']],
  ])('says in text %s', (_, report, parts) => {
    const text = reportText(report).replace(/ +/g, ' ');
    for (const part of parts) expect(text).toContain(part);
  });

  test.each<[string, number, string]>([
    ['too few with a label', 9, 'There are fewer than 10 examples of "blame": too few'],
    ['too few without it', 12, 'A label is on all but fewer than 10 examples'],
  ])('says why it has no figures: %s', (_, examples, reason) => {
    const { labels, ...rest } = classifierReport;
    const bare = { ...rest, labels: [{ name: 'blame', examples }, ...labels.slice(1)] };
    delete bare.figures;
    expect(reportText(bare)).toContain(reason);
  });

  test('has the learning curve as a picture that is described in words', () => {
    const [, title, description] = /<title id="curve-title">(.*?)<\/title>\n<desc id="curve-description">(.*?)<\/desc>/.exec(page(classifierReport)) ?? []; // prettier-ignore
    expect(title).toBe('With fewer examples');
    expect(description).toContain('With 25 examples: accuracy 80 %, with 95 % confidence 61 % to 91 %.');
  });

  test('draws a curve that rises from left to right inside its frame', () => {
    const points = (/<polyline class="curve" points="([^"]*)"/.exec(page(classifierReport))?.[1] ?? '').split(' ').map((point) => point.split(',').map(Number)); // prettier-ignore
    expect(points).toHaveLength(3);
    for (const [at, [x = NaN, y = NaN]] of points.entries()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(640);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(280);
      expect(x).toBeGreaterThan(points[at - 1]?.[0] ?? -1);
      expect(y).toBeLessThan(points[at - 1]?.[1] ?? 281);
    }
  });

  test('shows texts as text, and runs nothing', () => {
    const html = page({ ...classifierReport, labels: [{ name: '<script>1</script>', examples: 12 }, ...classifierReport.labels.slice(1)] });
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|style=|<style|\son\w+=/);
    expect(/Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]).toBe("default-src 'none'; style-src https://x;");
  });
});
