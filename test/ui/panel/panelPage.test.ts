import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleAll } from '../../../scripts/packaging/bundle.js';
import type { PanelState } from '../../../src/common/panelProtocol/messages.js';
import type { PanelView } from '../../../src/common/panelProtocol/view.js';
import { compareViews } from '../../../src/report/panel/compareViews.js';
import { classes, completion, maskedWord, nextTokens, pair, panelState, surprisal } from '../../util/panelStates.js';
import { connectBrowser } from '../connectBrowser.js';
import { type PageOptions, PanelPage } from './panelPage.js';
import { themes, type ThemeName } from './themes.js';

let browser: Browser;
let panel: PanelPage;

beforeAll(async () => {
  await bundleAll({ production: false });
  browser = await connectBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  const { complaints } = panel;
  await panel.close();
  expect(complaints).toEqual([]);
});

async function open(state: PanelState | undefined, options?: PageOptions): Promise<void> {
  panel = await PanelPage.open(browser, options);
  if (state !== undefined) await panel.show(state);
}

/** A view with one section of bars. */
function barsOf(...labels: readonly string[]): PanelView {
  const rows = labels.map((label, index) => ({ id: label, label, value: 1 / (index + 1), text: `${index}` }));
  return { ...nextTokens, sections: [{ id: 's', title: '', unit: 'probability', full: 1, rows }] };
}

const everything = panelState(nextTokens, {
  pins: [
    { ...nextTokens, id: 'pin-1' },
    { ...surprisal, id: 'pin-2' },
  ],
  compared: ['pin-1'],
  comparison: compareViews({ ...nextTokens, id: 'pin-1' }, { ...nextTokens, subtitle: 'elsewhere' }) ?? null,
});

describe('The page of the panel', () => {
  test('says that it is ready, and shows the state that it is sent', async () => {
    await open(undefined);
    expect(await panel.sent()).toEqual([{ type: 'ready' }]);
    await panel.show(panelState(nextTokens));
    expect(await panel.page.locator('.row .label').allTextContents()).toEqual(nextTokens.sections[0]?.rows.map(({ label }) => label));
    expect(await panel.page.getByRole('treeitem', { name: 'keeper, 31 %, Insert' }).count()).toBe(1);
  });

  test('lets one choose what is shown', async () => {
    await open(panelState(nextTokens));
    await panel.page.getByLabel('Show').selectOption({ label: 'Masked Word' });
    expect((await panel.sent()).at(-1)).toEqual({ type: 'choose', kind: 'masked-word' });
  });

  test('offers to switch Cloze on when it is off', async () => {
    await open(panelState(undefined, { live: { busy: false, off: true, message: 'Cloze is off.' } }));
    expect(await panel.page.getByRole('status').textContent()).toBe('Cloze is off.');
    await panel.page.getByRole('button', { name: 'Enable' }).click();
    expect((await panel.sent()).at(-1)).toEqual({ type: 'switch-on' });
  });

  test('keeps what it shows while something newer is on its way', async () => {
    await open(panelState(nextTokens));
    await panel.send({ type: 'change', change: { live: { view: nextTokens, busy: true, off: false } } });
    expect(await panel.page.getByRole('progressbar').isVisible()).toBe(true);
    expect(await panel.page.locator('.row').count()).toBe(nextTokens.sections[0]?.rows.length);
  });

  test('pins, unpins, compares, copies and saves by buttons', async () => {
    await open(everything);
    const cards = panel.page.locator('.card');
    for (const name of ['Pin', 'Copy as CSV', 'Save as SVG']) await cards.first().getByText(name, { exact: true }).click();
    for (const name of ['Unpin', 'Compare']) await cards.nth(2).getByText(name, { exact: true }).click();
    await cards.nth(1).getByText('Copy as CSV').click();
    expect((await panel.sent()).slice(1)).toEqual([
      { type: 'pin' },
      { type: 'copy-csv', view: 'next-token' },
      { type: 'save-svg', view: 'next-token' },
      { type: 'unpin', view: 'pin-1' },
      { type: 'compare', view: 'pin-1' },
      { type: 'copy-csv', view: 'pin-1+next-token' },
    ]);
  });
});

describe('Bars', () => {
  test('are taken with a click', async () => {
    await open(panelState(nextTokens));
    await panel.page.getByText('·man').click();
    expect((await panel.sent()).at(-1)).toEqual({ type: 'act', view: 'next-token', row: 'token: man' });
  });

  test('are one stop of the Tab key, with arrow keys between them and Enter to take one', async () => {
    await open(panelState(nextTokens));
    await panel.page.locator('.row').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter', 'End', 'Home', 'Enter']) await panel.page.keyboard.press(key);
    expect((await panel.sent()).slice(1)).toEqual(['token: man', 'token: keeper'].map((row) => ({ type: 'act', view: 'next-token', row })));
    expect(await panel.page.locator('.row[tabindex="0"]').count()).toBe(1);
  });

  test('show and hide what else could stand there with the arrow keys, or a click on the sign in front', async () => {
    await open(panelState(completion));
    const rows = panel.page.getByRole('tree').first().getByRole('treeitem');
    await rows.first().focus();
    await panel.page.keyboard.press('ArrowRight');
    expect(await rows.count()).toBe(5);
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('Enter');
    expect((await panel.sent()).at(-1)).toEqual({ type: 'act', view: 'completion', row: '0: Bay' });
    for (const key of ['ArrowLeft', 'ArrowLeft']) await panel.page.keyboard.press(key);
    expect(await rows.count()).toBe(3);
    await rows.first().locator('.twistie').click();
    expect(await rows.count()).toBe(5);
  });

  test('keep the focus while their values change, and give it to a neighbour when they go', async () => {
    await open(panelState(barsOf('a', 'b', 'c')));
    await panel.page.locator('.row').nth(1).focus();
    const focused = (): Promise<string | null> => panel.page.locator('.row:focus').getAttribute('data-row');
    await panel.show(panelState(barsOf('c', 'b', 'a')));
    expect(await focused()).toBe('b');
    await panel.show(panelState(barsOf('c', 'a')));
    expect(await focused()).toBe('a');
  });

  test('that stay the same are not touched when others change', async () => {
    await open(panelState(barsOf('a', 'b', 'c', 'd')));
    await panel.page.evaluate(`
      globalThis.touched = [];
      new MutationObserver((records) => touched.push(...records.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement).closest('[data-row], .rows')?.dataset.row ?? target.className)))
        .observe(document.querySelector('.cards'), { subtree: true, childList: true, attributes: true, characterData: true });
    `);
    await panel.show(panelState(barsOf('a', 'b', 'c', 'd')));
    expect(await panel.page.evaluate('touched')).toEqual([]);
    const changed = barsOf('a', 'b', 'c', 'd').sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => (row.id === 'c' ? { ...row, value: 0.9, text: 'new' } : row)),
    }));
    await panel.show(panelState({ ...nextTokens, sections: changed }));
    expect([...new Set(await panel.page.evaluate<string[]>('touched'))]).toEqual(['c']);
  });

  test('are drawn once a frame, however many changes come', async () => {
    await open(panelState(barsOf('a')));
    const drawn = await panel.page.evaluate<number>(`new Promise((resolve) => {
      let drawn = 0;
      new MutationObserver(() => drawn++).observe(document.querySelector('.value'), { subtree: true, childList: true, characterData: true });
      const view = ${JSON.stringify(barsOf('a'))};
      for (let at = 0; at < 100; at++) {
        view.sections[0].rows[0].text = String(at);
        window.dispatchEvent(new MessageEvent('message', { data: { type: 'change', change: { live: { view: structuredClone(view), busy: false, off: false } } } }));
      }
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(drawn)));
    })`);
    expect(drawn).toBe(1);
    expect(await panel.page.locator('.value').textContent()).toBe('99');
  });
});

describe('What the page remembers', () => {
  test('is there at once when it comes back, before the host answers', async () => {
    await open(undefined, { memory: { version: 1, state: panelState(completion), asTable: false, open: ['completion 0: Point'] } });
    expect(await panel.page.locator('.row').count()).toBe(6);
  });

  test('is what was shown last, the form of it, and what was open', async () => {
    await open(panelState(completion));
    await panel.page.locator('.twistie').first().click();
    await panel.page.getByRole('switch', { name: 'Table' }).click();
    await expect
      .poll(() => panel.memory())
      .toMatchObject({ version: 1, state: { kind: 'completion' }, asTable: true, open: ['completion 0: Point'] });
  });

  test('of another version is left alone', async () => {
    await open(undefined, { memory: { version: 0, state: 'old' } });
    expect(await panel.page.locator('.row').count()).toBe(0);
  });
});

describe('The table', () => {
  test('holds what the bars hold, and its texts can be taken too', async () => {
    await open(panelState(maskedWord), { bodyClass: 'vscode-using-screen-reader' });
    expect(await panel.page.getByRole('table').innerText()).toBe(
      ['Masked Word', 'Text\tbert-base-uncased\tsmollm2-135m-instruct', 'sat\t44 %\t52 %', 'was\t21 %\t9.0 %', 'slept\t7.0 %\t20 %'].join(
        '\n',
      ),
    );
    await panel.page.getByRole('button', { name: 'was' }).click();
    expect((await panel.sent()).at(-1)).toEqual({ type: 'act', view: 'masked-word', row: '0:was' });
  });

  test('says to what a row is an alternative', async () => {
    await open(panelState(completion), { bodyClass: 'vscode-using-screen-reader' });
    expect(await panel.page.getByRole('row', { name: 'Bay' }).innerText()).toContain('instead of Point');
  });
});

describe('Text is text', () => {
  const hostile = [
    '<img src=x onerror="document.title=1">',
    '</script><script>document.title=1</script>',
    '&lt;b&gt;',
    '\u202egnol',
    'שלום',
    '👩‍👩‍👧‍👦',
    'a'.repeat(5000),
    '{0}',
    '__proto__',
  ];

  test.each([false, true])('in every place where one is shown (as a table: %j)', async (asTable) => {
    const rows = hostile.map((text, index) => ({
      id: `${index}${text}`,
      label: text,
      value: 0.5,
      text: '<b>1</b>',
      detail: text,
      compared: { value: 0.1, text: '<b>2</b>' },
      action: { kind: 'show', title: text, place: { document: '', start: 0, end: 0, text: '', before: '' } } as const,
    }));
    const [text = ''] = hostile;
    const view: PanelView = {
      id: text,
      kind: 'next-token',
      title: text,
      subtitle: text,
      notes: hostile,
      sections: [{ id: text, title: text, unit: 'probability', full: 1, legend: [text, text], rows }],
    };
    await open(panelState(view), { bodyClass: asTable ? 'vscode-using-screen-reader' : '' });
    expect(await panel.page.locator('main :is(img, script, b)').count()).toBe(0);
    expect(await panel.page.title()).toBe('Probabilities');
    const shown = panel.page.locator(asTable ? 'th .link, th button' : '.label');
    expect(await shown.allTextContents()).toEqual(hostile);
    await panel.page
      .locator(asTable ? 'button.link' : '.row')
      .nth(1)
      .click();
    expect((await panel.sent()).at(-1)).toEqual({ type: 'act', view: text, row: rows[1]?.id });
    expect(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

const views = { nextTokens, completion, maskedWord, pair, classes, surprisal };
const sizes: Readonly<Record<string, PageOptions>> = {
  'narrowest side bar': { width: 180, height: 900 },
  'narrowest side bar at 200 %': { width: 360, height: 1600, zoom: 2 },
  'narrow side bar': { width: 200, height: 900 },
  'side bar': { width: 320, height: 900 },
  tab: { width: 760, height: 900 },
  'side bar at 200 %': { width: 640, height: 1400, zoom: 2 },
};

/** Words of labels, titles and notes that go on in another line. */
const brokenWords = `(() => {
  const broken = [];
  for (const part of document.querySelectorAll('.label, .value, h2, h3, .subtitle, .note, .legend .name, option')) {
    for (const node of part.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      for (const { index, 0: word } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
      }
    }
  }
  return broken;
})()`;

describe('Everybody can read it', () => {
  test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in the theme %s', async (theme) => {
    // A theme changes colours, and nothing else that axe looks at.
    const rules = theme === 'dark' ? undefined : ['color-contrast', 'link-in-text-block'];
    await open(everything, { theme });
    for (const view of Object.values(views)) {
      await panel.show(panelState(view));
      for (const way of ['bars', 'table']) {
        expect(await panel.violations(rules), way).toEqual([]);
        await panel.page.getByRole('switch', { name: 'Table' }).click();
      }
    }
    await panel.show(everything);
    expect(await panel.violations(rules)).toEqual([]);
    await panel.takePicture(`panel ${theme}`);
  });

  test.each(Object.entries(sizes))('nothing is cut off in a %s', async (name, size) => {
    await open(undefined, size);
    for (const [kind, view] of Object.entries(views)) {
      await panel.show(panelState(view));
      expect(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(
        await panel.page.evaluate(
          `[...document.querySelectorAll('.value')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length`,
        ),
      ).toBe(0);
      expect(await panel.page.evaluate(brokenWords)).toEqual([]);
      await panel.takePicture(`panel ${kind} ${name}`);
    }
    await panel.close();
    await open(everything, { ...size, bodyClass: 'vscode-using-screen-reader' });
    expect(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await panel.takePicture(`panel table ${name}`);
  });

  test('bars can be seen where the system allows only its own colours', async () => {
    await open(everything, { forcedColours: true });
    const colours = await panel.page.evaluate<string[]>(
      `[...document.querySelectorAll('.card:first-child .bar:not(.compared)')].map((bar) => getComputedStyle(bar).backgroundColor)`,
    );
    expect(new Set(colours)).toEqual(new Set(['rgb(0, 0, 0)']));
    await panel.takePicture('panel forced colours');
  });

  test('nothing moves for somebody who wants it so', async () => {
    await open(panelState(nextTokens), { bodyClass: 'vscode-reduce-motion' });
    expect(await panel.page.evaluate(`getComputedStyle(document.querySelector('.bar')).transitionDuration`)).toBe('0s');
  });
});
