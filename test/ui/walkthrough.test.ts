import { describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

describe('Getting started', () => {
  const session = useSession({ extension: 'packaged' });

  test('the walkthrough has four steps with a picture each', async () => {
    await session().workbench.run(paletteTitle(commands.getStarted));
    const steps = session().page.locator('.getting-started-step');
    await expect.poll(() => steps.count()).toBe(4);
    for (const step of await steps.all()) {
      await step.click();
      await session()
        .page.locator('.getting-started-media img, .getting-started-media .markdown, .getting-started-media iframe')
        .first()
        .waitFor();
    }
    await session().takePicture('walkthrough');
  });

  test('the status bar entry opens the menu', async () => {
    await session().workbench.statusBarEntry(/cloze/i).click();
    await session().page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await session().takePicture('menu');
  });
});
