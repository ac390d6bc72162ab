import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { serveBrowser } from '../../scripts/editor/browser.js';
import { installExtension } from '../../scripts/editor/codeServer.js';
import { installCodeServer } from '../../scripts/editor/codeServerInstall.js';
import { createTemporaryProfile, removeProfile } from '../../scripts/editor/profile.js';
import './editorParts.js';

/** Starts a browser and installs the extension once for all files; returns what ends it. */
export default async function setUpEditorParts(project: TestProject): Promise<() => Promise<void>> {
  const profile = await createTemporaryProfile({});
  const graphs = path.join(profile.root, 'graphs');
  await mkdir(graphs);
  const vsix = process.env['CLOZE_VSIX'];
  if (vsix !== undefined) await installExtension(await installCodeServer(), profile, vsix);
  const browser = await serveBrowser(profile);
  project.provide('editorParts', {
    browser: browser.wsEndpoint(),
    ...(vsix !== undefined && { packaged: { extensions: profile.extensions, graphs } }),
  });
  return async () => {
    await browser.close();
    await removeProfile(profile);
  };
}
