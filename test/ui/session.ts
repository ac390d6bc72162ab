import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import { watchForeignRequests } from '../../scripts/editor/browser.js';
import { EditorServer } from '../../scripts/editor/codeServer.js';
import { installCodeServer } from '../../scripts/editor/codeServerInstall.js';
import { engineProcesses, signalProcess } from '../../scripts/editor/processes.js';
import { createTemporaryProfile, removeProfile, type Profile } from '../../scripts/editor/profile.js';
import { testSettings, type Settings } from '../../scripts/editor/settings.js';
import { Workbench } from '../../scripts/editor/workbench.js';
import { inRoot, root } from '../../scripts/paths.js';
import { shareGraphs } from './shareGraphs.js';
import { connectBrowser } from './connectBrowser.js';
import type { EditorParts } from './editorParts.js';

export interface SessionOptions {
  /** The file that was packaged for users, or the folder of the checkout. */
  readonly extension: 'packaged' | 'development';
  /** Settings of the machine that the extension runs on, where those stand that are not the user's to carry about. */
  readonly machineSettings?: Settings;
  /** Whether the models' graphs are built again, although they were built before from the same files. */
  readonly buildsGraphs?: boolean;
  /** Added to the environment of the editor's server, and so to that of the extension. */
  readonly environment?: NodeJS.ProcessEnv;
  /** A program that watches the editor's server and all that it starts, with its arguments. */
  readonly under?: (profile: Profile) => readonly string[];
}

/** The editor's own themes, one of each kind, with what its window's class says of them. */
export const themes = [
  ['Dark Modern', 'vs-dark'],
  ['Light Modern', 'vs'],
  ['Default High Contrast', 'hc-black'],
  ['Default High Contrast Light', 'hc-light'],
] as const;
export type ThemeKind = (typeof themes)[number][1];

/** A real editor with Cloze and a copy of the sample manuscript, and the page that shows it. */
export class Session {
  private constructor(
    readonly profile: Profile,
    readonly server: EditorServer,
    readonly workbench: Workbench,
    readonly foreignRequests: readonly string[],
    private readonly browser: Browser,
    private readonly graphs: string | undefined,
  ) {}

  static async open({ extension, machineSettings = {}, buildsGraphs = false, under, environment = {} }: SessionOptions): Promise<Session> {
    const packaged = extension === 'packaged' ? packagedParts(inject('editorParts')) : undefined;
    const profile = { ...(await createTemporaryProfile(testSettings)), ...(packaged && { extensions: packaged.extensions }) };
    await cp(inRoot('samples'), profile.workspace, { recursive: true });
    await mkdir(path.join(profile.userData, 'Machine'));
    await writeFile(path.join(profile.userData, 'Machine/settings.json'), JSON.stringify(machineSettings));
    const codeServer = await installCodeServer();
    if (packaged !== undefined && !buildsGraphs) await shareGraphs(packaged.graphs, graphsOf(profile));
    const server = await EditorServer.start(codeServer, profile, {
      development: extension === 'development',
      environment,
      ...(under && { under: under(profile) }),
    });
    const browser = await connectBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    // Shorter than a test may take, so that a failure names what was waited for.
    context.setDefaultTimeout(120_000);
    const foreignRequests = watchForeignRequests(context);
    const page = await context.newPage();
    const session = new Session(profile, server, new Workbench(page), foreignRequests, browser, packaged?.graphs);
    await session.workbench.open(
      server.pageUrl(
        profile.workspace,
        extension === 'development' ? [['extensionDevelopmentPath', server.fileUri(path.resolve(root))]] : [],
      ),
    );
    // Before an extension is active, the editor knows none of its commands.
    await session.workbench.statusBarEntry(/cloze/i).waitFor({ timeout: 400_000 });
    return session;
  }

  /** A second window, with an extension host of its own. */
  async openAnotherWindow(folder = this.profile.workspace): Promise<Workbench> {
    const another = new Workbench(await this.page.context().newPage());
    await another.open(this.server.pageUrl(folder));
    await another.statusBarEntry(/cloze/i).waitFor({ timeout: 400_000 });
    return another;
  }

  get page(): Page {
    return this.workbench.page;
  }

  /** The process ids of the engines that run now. */
  get engines(): readonly number[] {
    return engineProcesses()
      .filter(({ group, command }) => group === this.server.group.id || command.includes(this.profile.root))
      .map(({ id }) => id);
  }

  /** The process id of the one engine that runs. */
  get engine(): number {
    const [engine, ...others] = this.engines;
    if (engine === undefined || others.length > 0)
      throw new Error(`One engine should run; these do: ${this.engines.join(', ') || 'none'}.`);
    return engine;
  }

  /** Saves the file of the active editor and reads it from the disk. */
  async savedText(name: string): Promise<string> {
    const saved = this.page.locator('.tab.active:not(.dirty)');
    // What is pasted may come in only after the file was saved.
    for (let presses = 0; presses < 10 && (presses === 0 || !(await saved.isVisible())); presses++) {
      await this.page.keyboard.press('Control+S');
      await saved.waitFor({ timeout: 12000 }).catch(() => undefined);
    }
    return readFile(path.join(this.profile.workspace, name), 'utf8');
  }

  /** Changes settings of the workspace, which the editor watches; those of the user and of the machine it does not. */
  async changeSettings(changes: Settings): Promise<void> {
    const file = path.join(this.profile.workspace, '.vscode', 'settings.json');
    await mkdir(path.dirname(file), { recursive: true });
    const settings = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as object;
    await writeFile(file, JSON.stringify({ ...settings, ...changes }));
  }

  /** Puts on one of the editor's own themes; `kind` is what the editor calls its sort. What is open, such as a menu, stays so. */
  async putOnTheme(name: string, kind: ThemeKind): Promise<void> {
    await this.changeSettings({ 'workbench.colorTheme': name });
    await this.page.locator(`.monaco-workbench.${kind}`).first().waitFor();
  }

  /** Keeps a picture of the window for a person to look at; where `CLOZE_LOOKS` is set, also one in each theme and one at twice the size. */
  async takePicture(name: string): Promise<void> {
    await mkdir(inRoot('test-results/shots'), { recursive: true });
    const take = (look: string): Promise<unknown> => this.page.screenshot({ path: inRoot('test-results/shots', `${name}${look}.png`) });
    await take('');
    if (process.env['CLOZE_LOOKS'] === undefined) return;
    for (const [theme, kind] of themes.slice(1)) {
      await this.putOnTheme(theme, kind);
      await take(` (${kind})`);
    }
    await this.putOnTheme(...themes[0]);
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 800 };
    await this.page.setViewportSize({ width: width / 2, height: height / 2 });
    await take(' (twice the size)');
    await this.page.setViewportSize({ width, height });
  }

  /** Ends the editor. Fails when its page has asked any other machine for anything. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    // A shared engine is no part of the server's group.
    for (const engine of this.engines) signalProcess(engine, 'SIGKILL');
    if (this.graphs !== undefined) await shareGraphs(graphsOf(this.profile), this.graphs);
    await removeProfile(this.profile);
    if (this.foreignRequests.length > 0) throw new Error(`The page asked other machines: ${this.foreignRequests.join(' ')}`);
  }
}

function packagedParts({ packaged }: EditorParts): NonNullable<EditorParts['packaged']> {
  if (packaged === undefined) throw new Error('CLOZE_VSIX must name a packaged extension; npm run test:ui sets it.');
  return packaged;
}

/** Where the sockets of shared engines are. */
export function socketsOf({ temporary }: Pick<Profile, 'temporary'>): string {
  return path.join(temporary, `cloze-${process.getuid?.()}`);
}

/** Where the extension keeps what it builds. */
function graphsOf(profile: Profile): string {
  return path.join(profile.userData, 'User/globalStorage/cloze.cloze/graphs');
}
