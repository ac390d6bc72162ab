import type { FrameLocator, Locator, Page } from 'playwright-core';
import { TextEditor } from './textEditor.js';

/** VS Code's window as a person sees it, in a page. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Opens an address of an `EditorServer` and waits for the window. */
  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'commit' });
    await this.page.locator('.monaco-workbench .statusbar').first().waitFor({ timeout: 400_000 });
  }

  /** The text editor of the active group. */
  get textEditor(): TextEditor {
    return new TextEditor(this.page, this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first());
  }

  /** Runs a command by its title through the command palette. */
  async run(title: string): Promise<void> {
    await this.#chooseInPalette(`>${title}`, title);
  }

  /** Opens a file of the workspace by its name and waits for its text. */
  async openFile(name: string): Promise<TextEditor> {
    await this.#chooseInPalette(name, name);
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await this.textEditor.waitFor();
    return this.textEditor;
  }

  /** Opens the command palette, in place of any list that is open, with a text in it. */
  async openPalette(text: string): Promise<void> {
    const input = '.quick-input-widget input';
    // A webview that has just got the focus does not hand keys on yet, and a list that is being closed still takes a text.
    for (let presses = 1, listsCommands = false; !listsCommands && presses <= 10; presses++) {
      await this.page.keyboard.press('F1');
      const query = `document.querySelector('${input}')?.value.startsWith('>')`;
      listsCommands = await succeeds(this.page.waitForFunction(query, undefined, { timeout: 12000 }));
    }
    await this.page.locator(input).first().fill(text, { timeout: 40_000 });
  }

  /** What takes the focus late, a list or a page, takes the palette's place; then the palette is opened again. */
  async #chooseInPalette(text: string, label: string): Promise<void> {
    const attempt = async (): Promise<void> => {
      await this.openPalette(text);
      await this.#untilListed(label);
      await this.choice(label).click({ timeout: 40_000 });
    };
    for (let tries = 1; tries < 4; tries++) if (await succeeds(attempt())) return;
    await attempt();
  }

  /** Waits for an entry of the quick input that is open. Fails at once when it closes. */
  async #untilListed(label: string): Promise<void> {
    const closed = this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden', timeout: 40_000 });
    const listed = this.choice(label).waitFor({ timeout: 40_000 });
    await Promise.race([listed, closed.then(() => Promise.reject(new Error('The list was closed.')))]);
  }

  /** Chooses an entry of the quick input that is open. */
  async choose(label: string | RegExp): Promise<void> {
    await this.choice(label).click();
  }

  /** Names a file in the editor's own dialog. While that still lists its folder it takes a name that is there back, so it is named again. */
  async nameFile(file: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await this.page.waitForFunction(`(${valueOf})()?.startsWith('/')`);
    for (let tries = 0; tries < 10; tries++) {
      await input.fill(file);
      await input.press('Enter');
      const closed = `!(${valueOf})()?.startsWith('/')`;
      if (await succeeds(this.page.waitForFunction(closed, undefined, { timeout: 4000 }))) return;
    }
    throw new Error(`The dialog does not take the name ${file}.`);
  }

  /** An entry of the quick input that is open. */
  choice(label: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  }

  /** The entry of the status bar whose text or description matches. */
  statusBarEntry(label: RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ has: this.page.getByLabel(label) });
  }

  /** The title of each open tab. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.tab').filter({ hasText: title });
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }

  /** Chooses an entry of the menu that is open, by the keyboard: a click in the menu's first tenth of a second is ignored by the editor. */
  async chooseFromMenu(name: string): Promise<void> {
    await this.page.locator('.monaco-menu').getByText(name, { exact: true }).hover();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.monaco-menu').waitFor({ state: 'detached' });
  }

  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}

/** For the page: the text of the quick input that is shown. */
const valueOf = `() => [...document.querySelectorAll('.quick-input-widget')].find((each) => each.checkVisibility())?.querySelector('input')?.value`;

async function succeeds(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
