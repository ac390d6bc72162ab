import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The list of suggested words, and its preview in the text. */
export class WordList {
  constructor(private readonly page: Page) {}

  /** Asks for words where the caret is, and waits until both models have answered. */
  async open(): Promise<void> {
    await this.page.keyboard.press('Control+Alt+w');
    await this.title.waitFor();
    await expect.poll(() => this.ratings(), { timeout: 90_000 }).toMatch(/GPT/);
  }

  get title(): Locator {
    return this.page.locator('.quick-input-title', { hasText: 'Suggest Words' });
  }

  /** The words and the titles of the sections on the screen. */
  words(): Promise<string[]> {
    return this.#rows.locator('.label-name').allTextContents();
  }

  /** What is said of the words. */
  async ratings(): Promise<string> {
    return (await this.#rows.locator('.label-description').allTextContents()).join('\n');
  }

  /** What is said above the list. */
  async summary(): Promise<string> {
    return (await this.page.locator('.quick-input-box input').getAttribute('placeholder')) ?? '';
  }

  /** The words that the editor shows in place of others. */
  previewed(): Promise<string[]> {
    return this.page.evaluate<string[]>(`[...document.querySelectorAll('.view-line span span')]
      .map((span) => getComputedStyle(span, '::before').content)
      .filter((content) => content !== 'none' && content !== 'normal')
      .map((content) => content.slice(1, -1))`);
  }

  get #rows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }
}
