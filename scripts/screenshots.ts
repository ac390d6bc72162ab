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

/** npm run screenshots [-- NAME…]: the pictures of README.md and docs, from the real editor and the embedded model; all, or those named. */
const wanted = process.argv.slice(2);
const folder = inRoot('docs/images');
const size = { width: 860, height: 400 };

/** What a writer adds to the first paragraph of the manuscript, up to where Cloze knows how to go on. */
const sentences = [
  ' Nobody could remember a night on which the lamp had not been',
  ' It was not much of a life, but it was the only one he had ever',
];

/** A paragraph with a sentence of another text. */
const intruded = `# The keeper

The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp. He wrote down the wind and the weather in a book. The company's quarterly revenue rose by eleven percent. In the morning he put the lamp out and went down to his breakfast.
`;

const wordy =
  'In order to be able to make a decision about the matter, we will need to have a meeting with all of the people who are involved in it.';

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
  const pictures: Readonly<Record<string, () => Promise<Uint8Array>>> = {
    writing: async () => animatedPng(await writeWithCloze(page, editor)),
    words: () => suggestWords(page, editor),
    flow: () => checkFlow(workbench, editor),
    models: () => listModels(workbench),
    rewriting: () => rewriteText(workbench, editor),
  };
  for (const [name, take] of Object.entries(pictures)) {
    if (wanted.length === 0 || wanted.includes(name)) await writeFile(`${folder}/${name}.png`, await take());
  }
} finally {
  await browser.close();
  await server.stop();
  await removeProfile(profile);
}

/** Shows what fits in a gap, under lines that the list may cover. */
async function suggestWords(page: Page, editor: TextEditor): Promise<Buffer> {
  const [before, after] = ['Every evening he climbed the stairs, and the [MASK', '] could be seen for twenty miles.'];
  await editor.setText(`${'\n'.repeat(11)}${before}${after}`);
  for (let left = after.length; left > 0; left--) await editor.press('ArrowLeft');
  await editor.press('Control+Alt+w');
  await page.locator('.quick-input-list .label-description', { hasText: 'GPT' }).first().waitFor({ timeout: 60_000 });
  const picture = await page.screenshot();
  await editor.press('Escape');
  return picture;
}

/** Shows a sentence that does not follow, with the list of all of them, worst first. */
async function checkFlow(workbench: Workbench, editor: TextEditor): Promise<Buffer> {
  await editor.press('Control+Home');
  await editor.setText(intruded);
  await workbench.run('Cloze: Focus on Flow View');
  // The window is low: the other views leave their room to this one.
  for (const view of ['Probabilities', 'Labels']) {
    const section = workbench.page.getByRole('button', { name: `${view} Section` });
    if ((await section.getAttribute('aria-expanded')) === 'true') await section.click();
  }
  await workbench.run('Cloze: Check Flow');
  await workbench.page.locator('.squiggly-info').first().waitFor({ timeout: 60_000 });
  await workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'quarterly' }).first().waitFor();
  // What says that it is done goes by itself.
  await workbench.notification(/./).first().waitFor({ state: 'detached' });
  return workbench.page.screenshot();
}

/** Shows the models for completions: those on this machine, and those that are recommended. */
async function listModels(workbench: Workbench): Promise<Buffer> {
  await workbench.run('Cloze: Choose Models…');
  await workbench.choose('Completions');
  await workbench.choice('SmolLM2-360M').waitFor({ timeout: 60_000 });
  const picture = await workbench.page.screenshot();
  await workbench.page.keyboard.press('Escape');
  return picture;
}

/** Shows a sentence beside what the model made of it. */
async function rewriteText(workbench: Workbench, editor: TextEditor): Promise<Buffer> {
  await editor.press('Control+Home');
  await editor.setText(wordy);
  await editor.press('Control+A');
  await workbench.run('Cloze: Rewrite Selection…');
  await workbench.choose('Shorter');
  const message = workbench.notification(/The model rewrote the text/);
  await message.waitFor({ timeout: 400_000 });
  return workbench.page.screenshot();
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
