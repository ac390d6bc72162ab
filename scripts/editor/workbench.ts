import type { FrameLocator, Locator, Page } from 'playwright-core';
import { TextEditor } from './textEditor.js';

/** VS Code's window as a person sees it, in a page. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Opens an address of an `EditorServer` and waits for the window. */
  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'commit' });
    await this.page.locator('.monaco-workbench .statusbar').first().waitFor({ timeout: 120_000 });
  }

  /** The text editor of the active group. */
  get textEditor(): TextEditor {
    return new TextEditor(this.page, this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first());
  }

  /** Runs a command by its title through the command palette. */
  async run(title: string): Promise<void> {
    await this.openPalette(`>${title}`);
    await this.#choices.filter({ hasText: title }).first().click();
  }

  /** Opens a file of the workspace by its name and waits for its text. */
  async openFile(name: string): Promise<TextEditor> {
    await this.openPalette(name);
    await this.#choices.filter({ hasText: name }).first().click();
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await this.textEditor.waitFor();
    return this.textEditor;
  }

  /** Opens the quick input with a text in it. */
  async openPalette(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // A webview that has just got the focus does not hand keys on yet.
    for (let presses = 0; presses === 0 || (presses < 10 && !(await input.isVisible())); presses++) {
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    await input.fill(text);
  }

  /** Chooses an entry of the quick input that is open. */
  async choose(label: string | RegExp): Promise<void> {
    await this.#choices.filter({ hasText: label }).first().click();
  }

  get #choices(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
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

  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}
