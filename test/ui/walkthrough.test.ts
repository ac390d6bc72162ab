import { describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

describe('Getting started', () => {
  const session = useSession({ extension: 'packaged' });

  test('the walkthrough has six steps with a picture each', async () => {
    // A narrow window leaves the pictures out.
    await session().page.setViewportSize({ width: 1600, height: 900 });
    await session().workbench.run(paletteTitle(commands.getStarted));
    const steps = session().page.locator('.getting-started-step');
    await expect.poll(() => steps.count()).toBe(6);
    for (const [index, step] of (await steps.all()).entries()) {
      await step.click();
      await session().page.locator('.getting-started-step.expanded').nth(0).and(step).waitFor();
      await session().workbench.webview().locator('svg').waitFor();
      await session().takePicture(`walkthrough ${index + 1}`);
    }
  });

  test('its sample opens as a copy', async () => {
    await session().workbench.run(paletteTitle(commands.openSample));
    await expect.poll(() => session().workbench.textEditor.visibleText()).toContain('The Logbook at Skarn Point');
  });

  test('in it a completion can be asked for, at the end of the first paragraph; until then the model is said to load there', async () => {
    await session().workbench.run(paletteTitle(commands.unloadModel));
    await session().workbench.run(paletteTitle(commands.tryCompletion));
    expect(await session().workbench.textEditor.waitForGhostText()).not.toBe('');
    await session().takePicture('sample');
  });

  test('the status bar entry opens the menu', async () => {
    // What was said of the model may still stand beside it.
    await session().page.locator('.statusbar-item.has-command').filter({ hasText: 'Cloze' }).click();
    await session().page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await session().takePicture('menu');
  });
});
