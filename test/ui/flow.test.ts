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
    await session().page.locator('.squiggly-info').first().waitFor({ timeout: 120_000 });
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
    expect(await aloud.first().getAttribute('aria-label')).toMatch(/^1 of 5 sentences seem not to follow\. Its keeper/);
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
    await workbench.webview().getByText('shuffled pairs of the document').first().waitFor({ timeout: 60_000 });
    await workbench
      .webview()
      .getByText(/seems not to follow/)
      .first()
      .waitFor();
    await session().takePicture('flow reasons');
  });
});
