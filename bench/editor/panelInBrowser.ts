import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/editor/browser.js';
import { createTemporaryProfile, type Profile, removeProfile } from '../../scripts/editor/profile.js';
import { bundleAll } from '../../scripts/packaging/bundle.js';
import type { HostMessage } from '../../src/common/panelProtocol/messages.js';

const origin = 'http://127.0.0.1:1';

const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="${origin}/panel.css"><title>Panel</title>
<body class="vscode-dark"><main></main><script>globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>
<script src="${origin}/panel.js"></script></body></html>`;

/** The panel's page as it is packaged, in a browser without a window. */
export class PanelInBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly profile: Profile,
    private readonly page: Page,
    private readonly devTools: CDPSession,
  ) {}

  static async open(root: string): Promise<PanelInBrowser> {
    await bundleAll({ production: true });
    const profile = await createTemporaryProfile({});
    const browser = await launchBrowser(profile);
    const page = await browser.newPage({ viewport: { width: 320, height: 1200 } });
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html });
      else await route.fulfill({ path: path.join(root, 'dist', pathname.slice(1)) });
    });
    await page.goto(origin);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Performance.enable');
    return new PanelInBrowser(browser, profile, page, devTools);
  }

  /**
   * Sends one of the messages in each frame of the screen, in turns.
   * @returns the milliseconds between frames
   */
  async framesWhileSending(messages: readonly HostMessage[], frames: number): Promise<number[]> {
    return this.page.evaluate<number[]>(`new Promise((resolve) => {
      const messages = ${JSON.stringify(messages)}, times = [];
      const frame = (time) => {
        times.push(time);
        if (times.length > ${frames}) return resolve(times.slice(1).map((each, at) => each - times[at]));
        window.postMessage(messages[times.length % messages.length], '*');
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    })`);
  }

  /** Seconds that the page's thread has worked so far. */
  async worked(): Promise<number> {
    const { metrics } = await this.devTools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  }

  /** How many bars are drawn. */
  bars(): Promise<number> {
    return this.page.locator('.row').count();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await removeProfile(this.profile);
  }
}
