import { cp, mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from './editor/browser.js';
import { installCheckout } from './editor/checkout.js';
import { EditorServer } from './editor/codeServer.js';
import { installCodeServer } from './editor/codeServerInstall.js';
import { createTemporaryProfile, removeProfile } from './editor/profile.js';
import { testSettings, writingSettings } from './editor/settings.js';
import type { TextEditor } from './editor/textEditor.js';
import { Workbench } from './editor/workbench.js';
import { bundleAll } from './packaging/bundle.js';
import { inRoot } from './paths.js';
import { animatedPng, type Frame } from './pictures/animatedPng.js';

/** npm run screenshots: the README's pictures, from the real editor and the embedded model. */
const folder = inRoot('docs/images');
const size = { width: 960, height: 560 };

await bundleAll({ production: true });
const profile = await createTemporaryProfile({
  ...testSettings,
  ...writingSettings,
  'breadcrumbs.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
});
await cp(inRoot('samples'), profile.workspace, { recursive: true });
await installCheckout(profile);
const server = await EditorServer.start(await installCodeServer(), profile);
const browser = await launchBrowser(profile);
try {
  const page = await browser.newPage({ viewport: size });
  const workbench = new Workbench(page);
  await workbench.open(server.pageUrl(profile.workspace));
  const editor = await workbench.openFile('manuscript.md');
  await workbench.run('View: Close Primary Side Bar');
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/writing.png`, animatedPng(await writeWithCloze(page, editor)));
} finally {
  await browser.close();
  await server.stop();
  await removeProfile(profile);
}

/** Goes on with the first paragraph of the manuscript and takes what is suggested, in pictures. */
async function writeWithCloze(page: Page, editor: TextEditor): Promise<Frame[]> {
  const frames: Frame[] = [];
  const take = async (milliseconds: number): Promise<void> => {
    frames.push({ png: await page.screenshot(), milliseconds });
  };
  await editor.goToLineEnd(9);
  await take(600);
  for (const piece of [' In', ' winter', ', when', ' the', ' days']) {
    await editor.type(piece);
    await take(160);
  }
  await editor.waitForGhostText();
  await take(1600);
  await writeFile(`${folder}/ghost-text.png`, await page.screenshot());
  await editor.press('Control+ArrowRight');
  await take(900);
  await editor.press('Tab');
  await take(1600);
  return frames;
}
