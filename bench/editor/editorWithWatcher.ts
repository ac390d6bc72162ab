import { build } from 'esbuild';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/editor/browser.js';
import { EditorServer, installExtension } from '../../scripts/editor/codeServer.js';
import { installCodeServer } from '../../scripts/editor/codeServerInstall.js';
import { createTemporaryProfile, removeProfile, type Profile } from '../../scripts/editor/profile.js';
import { testSettings } from '../../scripts/editor/settings.js';
import { Workbench } from '../../scripts/editor/workbench.js';
import { packageExtension, thisTarget } from '../../scripts/packaging/vsix.js';
import { freePort } from '../../scripts/editor/freePort.js';
import { portVariable } from './watcher.js';

/** A real editor with the packaged Cloze, in whose extension host the watcher runs too. */
export class EditorWithWatcher {
  private constructor(
    private readonly profile: Profile,
    private readonly server: EditorServer,
    private readonly browser: Browser,
    private readonly watcher: string,
    private readonly port: number,
  ) {}

  static async open(root: string): Promise<EditorWithWatcher> {
    const { file } = await packageExtension(thisTarget);
    const profile = await createTemporaryProfile(testSettings);
    await cp(path.join(root, 'samples'), profile.workspace, { recursive: true });
    const codeServer = await installCodeServer();
    await installExtension(codeServer, profile, file);
    const port = await freePort();
    const server = await EditorServer.start(codeServer, profile, { development: true, environment: { [portVariable]: String(port) } });
    return new EditorWithWatcher(profile, server, await launchBrowser(profile), await buildWatcher(root), port);
  }

  /** A new window, once Cloze is active in it. */
  async window(): Promise<Workbench> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    const workbench = new Workbench(page);
    await workbench.open(this.server.pageUrl(this.profile.workspace, [['extensionDevelopmentPath', this.server.fileUri(this.watcher)]]));
    await workbench.statusBarEntry(/cloze/i).waitFor({ timeout: 60_000 });
    return workbench;
  }

  /** The longest time, in milliseconds, for which the extension host could do nothing else while `work` ran. */
  async longestBlock(work: () => Promise<void>): Promise<number> {
    await this.#ask('start');
    await work();
    return this.#ask('stop');
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await removeProfile(this.profile);
  }

  async #ask(what: string): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/${what}`);
    return (await answer.json()) as number;
  }
}

async function buildWatcher(root: string): Promise<string> {
  const folder = path.join(root, '.cache', 'bench', 'watcher');
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [path.join(root, 'bench', 'editor', 'watcher.ts')],
    outfile: path.join(folder, 'watcher.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const manifest = {
    name: 'watcher',
    publisher: 'cloze-bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: 'watcher.cjs',
    activationEvents: ['*'],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
