import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
const size = { width: 860, height: 400 };

/** What a writer adds to the first paragraph of the manuscript, up to where Cloze knows how to go on. */
const sentences = [
  ' Nobody could remember a night on which the lamp had not been',
  ' It was not much of a life, but it was the only one he had ever',
];

await bundleAll({ production: true });
const profile = await createTemporaryProfile({
  ...testSettings,
  ...writingSettings,
  'breadcrumbs.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
});
await writeFile(path.join(profile.workspace, 'manuscript.md'), await beginningOfManuscript());
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

/** The title and the first paragraph. */
async function beginningOfManuscript(): Promise<string> {
  const manuscript = await readFile(inRoot('samples/manuscript.md'), 'utf8');
  return /^# .+\n\n.+/m.exec(manuscript)?.[0] ?? '';
}

/** Writes, and takes what is suggested. */
async function writeWithCloze(page: Page, editor: TextEditor): Promise<Frame[]> {
  await editor.goToEnd();
  const frames: Frame[] = [{ png: await page.screenshot(), milliseconds: 800 }];
  // Above the line of the caret nothing changes.
  const top = Math.floor((await editor.caret.boundingBox())?.y ?? 0);
  const take = async (milliseconds: number): Promise<void> => {
    const clip = { x: 0, y: top, width: size.width, height: size.height - top };
    frames.push({ png: await page.screenshot({ clip }), milliseconds, top });
  };
  for (const sentence of sentences) {
    for (const word of sentence.split(/(?= )/)) {
      await editor.type(word);
      await take(140);
    }
    await editor.waitForGhostText();
    await take(1500);
    if (sentence === sentences.at(-1)) await writeFile(`${folder}/ghost-text.png`, await page.screenshot());
    await editor.press('Tab');
    await editor.waitForNoGhostText();
    await take(700);
  }
  await take(1500);
  return frames;
}
