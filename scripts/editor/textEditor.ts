import type { Locator, Page } from 'playwright-core';

/** One text editor of the workbench: its text, its caret and the ghost text in it. */
export class TextEditor {
  constructor(
    private readonly page: Page,
    readonly element: Locator,
  ) {}

  /** Waits until the editor shows its text. */
  async waitFor(): Promise<void> {
    await this.element.locator('.view-line').first().waitFor({ timeout: 400_000 });
  }

  async focus(): Promise<void> {
    await this.element.locator('.view-lines').click({ position: { x: 20, y: 8 } });
  }

  /** Puts the caret behind the last character of the text. */
  async goToEnd(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+End');
  }

  /** Types a text, key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Replaces all of the text and leaves the caret behind it. */
  async setText(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+A');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.insertText(text);
  }

  /** The text on the screen, without line ends; its lines may be out of order. */
  async visibleText(): Promise<string> {
    return plain((await this.element.locator('.view-lines').textContent()) ?? '');
  }

  /** The ghost text, once there is some. */
  async waitForGhostText(timeout = 60_000): Promise<string> {
    await this.ghost.first().waitFor({ timeout });
    return this.ghostText();
  }

  async waitForNoGhostText(): Promise<void> {
    await this.ghost.first().waitFor({ state: 'detached', timeout: 400_000 });
  }

  /** The ghost text that is shown now; empty when there is none. */
  async ghostText(): Promise<string> {
    return plain((await this.ghost.allTextContents()).join(''));
  }

  get caret(): Locator {
    return this.element.locator('.cursor').first();
  }

  get ghost(): Locator {
    return this.element.locator('.ghost-text-decoration, .ghost-text-decoration-preview, .ghost-text');
  }
}

/** The editor draws spaces as U+00A0. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
