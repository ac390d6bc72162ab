import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { inRoot } from '../../../scripts/paths.js';
import type { HostMessage, PageMessage, PanelState } from '../../../src/common/panelProtocol/messages.js';
import { panelHtml } from '../../../src/host/webview/panelHtml.js';
import { findViolations, type Violation } from '../findViolations.js';
import { themes, type ThemeName } from './themes.js';

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** 2 for a zoom of 200 %: the page has half as many pixels, each twice as large. */
  readonly zoom?: number;
  readonly forcedColours?: boolean;
  /** Classes that the editor adds to the page's body, as for a screen reader. */
  readonly bodyClass?: string;
  /** What the page remembers from an earlier time. */
  readonly memory?: unknown;
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
    const { theme = 'dark', width = 320, height = 800, zoom = 1, forcedColours = false, bodyClass = '', memory } = options;
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
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html(`${themes[theme].kind} ${bodyClass}`) });
      else await route.fulfill({ path: inRoot('dist', pathname.slice(1)) });
    });
    const given = { memory, theme: themes[theme] };
    await page.addInitScript(`globalThis.panelTest = ${JSON.stringify(given)};`);
    await page.addInitScript({ path: inRoot('test/ui/panel/fakeEditor.js') });
    await page.goto(origin);
    return new PanelPage(page, complaints);
  }

  /** Sends a message as the host does, and waits until the page has drawn it. */
  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate(`panelTest.send(${JSON.stringify(message)})`);
  }

  show(state: PanelState): Promise<void> {
    return this.send({ type: 'state', state });
  }

  /** What the page has sent so far. */
  sent(): Promise<PageMessage[]> {
    return this.page.evaluate<PageMessage[]>('panelTest.sent');
  }

  /** What the page remembers now. */
  memory(): Promise<unknown> {
    return this.page.evaluate('panelTest.state()');
  }

  /** @param rules all that axe has unless some are named */
  violations(rules?: readonly string[]): Promise<Violation[]> {
    return findViolations((script) => this.page.evaluate(script), rules);
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

/** The page with the classes that the editor gives to its body. */
function html(bodyClass: string): string {
  const page = panelHtml({
    script: `${origin}/panel.js`,
    style: `${origin}/panel.css`,
    source: origin,
    nonce: 'nonce',
    language: 'en',
    title: 'Probabilities',
  });
  return page.replace('<body>', `<body class="${bodyClass}">`);
}
