import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import type {} from './editorParts.js';

/** The browser that all tests share; closing it closes the pages that were opened here. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject('editorParts').browser);
}
