import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { themes } from './session.js';
import { useSession } from './useSession.js';

const stranger = "The company's quarterly revenue rose by eleven percent, mostly on sales of software.";
const manuscript = `# The keeper

The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp. He wrote down the wind and the weather in a book. ${stranger} In the morning he put the lamp out and went down to his breakfast. Then he cleaned the glass until nothing could be seen on it.
`;

/** Pictures for a person to look at: test-results/shots. */
describe('The flow of a manuscript', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    const { workbench } = session();
    editor = await workbench.openFile('manuscript.md');
    await editor.setText(manuscript);
    await workbench.run('Cloze: Focus on Flow View');
    await workbench.run(paletteTitle(commands.checkFlow));
    await session().page.locator('.squiggly-info').first().waitFor({ timeout: 400_000 });
  });

  test('the Flow view lists headings, paragraphs and pairs, the worst first', async () => {
    const rows = session().page.locator('.pane-body .monaco-list-row');
    await expect.poll(() => rows.allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^>?9\d %.*quarterly rev/s)]));
    const texts = await rows.allInnerTexts();
    const pairs = texts.filter((text) => /^[<>]?[\d.]+ %/.test(text.trim()));
    expect(pairs[0]).toContain('quarterly rev');
    expect(texts.some((text) => /[▁▂▃▄▅▆▇█]{5}/.test(text))).toBe(true);
  });

  test('the Flow view is read aloud in words', async () => {
    const aloud = session()
      .page.locator('.pane-body .monaco-list-row')
      .filter({ hasText: /[▁▂▃▄▅▆▇█]{5}/ });
    expect(await aloud.first().getAttribute('aria-label')).toMatch(/^1 of 5 sentences seem not to follow\. The lighthouse stood/);
  });

  test('the Flow view says what came of the check, and what the percentages are', async () => {
    const view = session().page.locator('.pane-body', { has: session().page.locator('.monaco-list-row') });
    await view.getByText('1 of 5 sentences seem not to follow. % is the probability that a sentence does not follow').first().waitFor();
  });

  test('a pair is muted from the menu of the view, listed as muted, and unmuted', async () => {
    const { workbench, page } = session();
    const row = page.locator('.pane-body .monaco-list-row').filter({ hasText: /\d %.*quarterly rev/ });
    await row.click({ button: 'right' });
    await page.locator('.monaco-menu').getByText('Unmute').waitFor({ state: 'hidden' });
    await session().takePicture('flow menu');
    await workbench.chooseFromMenu('Mute Flow Warning');
    const message = workbench.notification(/Muted this pair of sentences/);
    await message.getByRole('button', { name: 'Undo' }).waitFor();
    await row.waitFor({ state: 'detached' });
    await workbench.run(paletteTitle(commands.flowShowMuted));
    await row.filter({ hasText: 'muted' }).waitFor();
    await session().takePicture('flow muted');
    await message.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.squiggly-info').first().waitFor();
    await row.filter({ hasNotText: 'muted' }).click({ button: 'right' });
    await workbench.chooseFromMenu('Mute Flow Warning');
    await row.filter({ hasText: 'muted' }).click({ button: 'right' });
    await workbench.chooseFromMenu('Unmute Flow Warning');
    await page.locator('.squiggly-info').first().waitFor();
    await workbench.run(paletteTitle(commands.flowHideMuted));
    await workbench.run('Notifications: Clear All Notifications');
  });

  test('the Flow view can be read in a narrow side bar', async () => {
    const { page } = session();
    const box = (await page.locator('.part.sidebar').boundingBox()) ?? { x: 48, y: 30, width: 300, height: 740 };
    const [x, y] = [box.x + box.width + 1, box.y + box.height / 2];
    const drag = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(from, y);
      await page.mouse.down();
      await page.mouse.move(to, y, { steps: 5 });
      await page.mouse.up();
    };
    await drag(x, 235);
    await session().takePicture('flow narrow');
    await drag(235, x);
  });

  test('warnings and the view can be seen at twice the size', async () => {
    const { page } = session();
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    await page.setViewportSize({ width: size.width / 2, height: size.height / 2 });
    await page.locator('.squiggly-info').first().waitFor();
    await session().takePicture('flow twice the size');
    await page.setViewportSize(size);
  });

  test.each(themes)('warnings and the view can be seen in the theme %s', async (theme, kind) => {
    await session().putOnTheme(theme, kind);
    await session().page.locator('.squiggly-info').first().waitFor();
    await session().takePicture(`flow ${theme}`);
  });

  test('"Show Why" shows the numbers of the pair in the panel', async () => {
    const { workbench } = session();
    await workbench.run(paletteTitle(commands.flowNext));
    await workbench.run(paletteTitle(commands.flowReasons));
    await workbench.webview().getByText('shuffled pairs of the document').first().waitFor({ timeout: 400_000 });
    await workbench
      .webview()
      .getByText(/seems not to follow/)
      .first()
      .waitFor();
    await session().takePicture('flow reasons');
  });
});
