import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/editor/browser.js';
import { createTemporaryProfile, type Profile, removeProfile } from '../../../scripts/editor/profile.js';
import { inRoot } from '../../../scripts/paths.js';
import type { HostMessage, PageMessage, PanelState } from '../../../src/common/panelProtocol/messages.js';
import { panelHtml } from '../../../src/host/webview/panelHtml.js';
import { themes, type ThemeName } from './themes.js';

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** 2 for a zoom of 200 %: the page has half as many pixels, each twice as large. */
  readonly zoom?: number;
  readonly forcedColours?: boolean;
  /** What the page remembers from an earlier time. */
  readonly memory?: unknown;
}

/** A finding of axe-core, as far as a failed test should show it. */
export interface Violation {
  readonly id: string;
  readonly nodes: readonly string[];
}

const origin = 'http://127.0.0.1:1';

/** The panel's page as it is packaged, in a browser, with a host that only notes what it is sent. */
export class PanelPage {
  private constructor(
    readonly page: Page,
    /** What the content security policy refused, and what went wrong in the page. */
    readonly complaints: readonly string[],
  ) {}

  static async open(browser: Browser, options: PageOptions = {}): Promise<PanelPage> {
    const { theme = 'dark', width = 320, height = 800, zoom = 1, forcedColours = false, memory } = options;
    const context = await browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      forcedColors: forcedColours ? 'active' : 'none',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html() });
      else await route.fulfill({ path: inRoot('dist', pathname.slice(1)) });
    });
    await page.addInitScript((remembered: unknown) => {
      const sent: unknown[] = [];
      let state = remembered;
      Object.assign(window, {
        sent,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => sent.push(message),
          getState: () => state,
          setState: (value: unknown) => (state = value),
        }),
        remembered: () => state,
      });
    }, memory);
    await page.goto(origin);
    await page.evaluate(({ kind, background, variables }) => {
      document.body.className = kind;
      document.documentElement.style.background = background;
      for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    }, themes[theme]);
    return new PanelPage(page, complaints);
  }

  /** Sends a message as the host does, and waits until the page has drawn it. */
  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate(async (data) => {
      window.postMessage(data, '*');
      await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 0));
    }, message);
  }

  show(state: PanelState): Promise<void> {
    return this.send({ type: 'state', state });
  }

  /** What the page has sent so far. */
  async sent(): Promise<PageMessage[]> {
    return this.page.evaluate(() => (window as unknown as { sent: PageMessage[] }).sent);
  }

  async violations(): Promise<Violation[]> {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    return findViolations((script) => this.page.evaluate(script), axe);
  }

  /** Keeps a picture for a person to look at. */
  async takePicture(name: string): Promise<void> {
    await mkdir(inRoot('test-results/shots'), { recursive: true });
    await this.page.screenshot({ path: inRoot('test-results/shots', `${name}.png`) });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

async function findViolations(evaluate: (script: string) => Promise<unknown>, axe: string): Promise<Violation[]> {
  await evaluate(axe);
  const results = (await evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.html}\n${node.failureSummary}`) }));
}

function html(): string {
  return panelHtml({
    script: `${origin}/panel.js`,
    style: `${origin}/panel.css`,
    source: origin,
    nonce: 'nonce',
    language: 'en',
    title: 'Probabilities',
  });
}

/** A browser without a window for pages of the panel. */
export async function openBrowser(): Promise<{ readonly browser: Browser; readonly close: () => Promise<void> }> {
  const profile: Profile = await createTemporaryProfile({});
  const browser = await launchBrowser(profile);
  return {
    browser,
    close: async () => {
      await browser.close();
      await removeProfile(profile);
    },
  };
}
