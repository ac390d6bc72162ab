import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../../../scripts/paths.js';
import type { ClassifierReport } from '../../../src/common/methods/training.js';
import { reportBlocks } from '../../../src/report/classification/reportBlocks.js';
import { reportPage } from '../../../src/report/classification/reportPage.js';
import { inEnglish } from '../../../src/common/translate.js';
import { classifierReport, labelSetsReport } from '../../util/classifierReports.js';
import { connectBrowser } from '../connectBrowser.js';
import { findViolations } from '../findViolations.js';
import { themes, type ThemeName } from './themes.js';

const origin = 'http://127.0.0.1:1';

let browser: Browser;
beforeAll(async () => {
  browser = await connectBrowser();
});
afterAll(() => browser.close());

interface Look {
  readonly theme: ThemeName;
  readonly zoom?: number;
  readonly forcedColours?: boolean;
}

/** Shows a report as the editor does, to a look at it; nothing may be refused on the way. */
async function show(
  report: ClassifierReport,
  { theme, zoom = 1, forcedColours = false }: Look,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const viewport = { width: 900 / zoom, height: 1200 / zoom };
  const context = await browser.newContext({ viewport, deviceScaleFactor: zoom, forcedColors: forcedColours ? 'active' : 'none' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const body = reportPage(reportBlocks(report, inEnglish), { title: 'Report on tone', actions: [{ title: 'Classify with It', href: 'command:x' }, { title: 'Label the Least Sure', href: 'command:y' }], file: '.cloze/tone.cloze-head.json', style: `${origin}/report.css`, source: origin, language: 'en' }, inEnglish); // prettier-ignore
  await page.route(`${origin}/**`, async (route) => {
    if (route.request().url().endsWith('.css')) await route.fulfill({ path: inRoot('media/report.css') });
    else await route.fulfill({ contentType: 'text/html', body: body.replace('<body>', `<body class="${themes[theme].kind}">`) });
  });
  await page.addInitScript(`globalThis.panelTest = ${JSON.stringify({ theme: themes[theme] })};`);
  await page.addInitScript({ path: inRoot('test/ui/panel/fakeEditor.js') });
  await page.goto(origin);
  await look(page);
  await context.close();
  expect(complaints).toEqual([]);
}

async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(inRoot('test-results/shots'), { recursive: true });
  await page.screenshot({ path: inRoot('test-results/shots', `${name}.png`), fullPage: true });
}

describe('A report on a classifier', () => {
  describe.each(Object.keys(themes) as ThemeName[])('in the theme %s', (theme) => {
    test.each([
      ['of one label', classifierReport],
      ['of several labels', labelSetsReport],
    ])('can be read by all, %s', async (name, report) => {
      await show(report, { theme }, async (page) => {
        expect(await findViolations((script) => page.evaluate(script))).toEqual([]);
        await takePicture(page, `report ${name}, ${theme}`);
      });
    });

    test('fits at 200 %', async () => {
      await show(labelSetsReport, { theme, zoom: 2 }, async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await takePicture(page, `report at 200 %, ${theme}`);
      });
    });
  });

  test('keeps its curve where the system has colours of its own', async () => {
    await show(classifierReport, { theme: 'high contrast', forcedColours: true }, async (page) => {
      const stroke = await page.evaluate(`getComputedStyle(document.querySelector('.curve')).stroke`);
      expect(stroke).not.toBe('none');
      await takePicture(page, 'report in forced colours');
    });
  });

  test('lets wide tables be scrolled by keys', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `label number ${at}`);
    const labels = names.map((name) => ({ name, examples: 12 }));
    const { figures, ...rest } = classifierReport;
    const wide = { ...rest, labels, ...(figures && { figures: { ...figures, confusion: names.map((_, at) => names.map((__, to) => (at === to ? 12 : 0))) } }) }; // prettier-ignore
    await show(wide, { theme: 'dark' }, async (page) => {
      const table = page.getByRole('region', { name: 'Actual labels' });
      await table.focus();
      await table.press('ArrowRight');
      await expect.poll(() => page.evaluate<number>('document.activeElement.scrollLeft')).toBeGreaterThan(0);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });
  });
});
