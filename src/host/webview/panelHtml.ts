import { escapeXml } from '../../common/escapeXml.js';
import { htmlPage, type HtmlPageParts } from '../../common/htmlPage.js';

/** What a page of the panel is made of beside what each page is. */
export interface PanelPageParts extends Pick<HtmlPageParts, 'title' | 'style' | 'source' | 'language'> {
  readonly script: string;
  /** A value that cannot be guessed, new for each page. */
  readonly nonce: string;
}

/**
 * The panel's page: an empty one that its script fills with what the host sends. It may run that script and nothing else, use
 * its own style sheet and no inline style, and load nothing from anywhere.
 */
export function panelHtml({ script, nonce, ...parts }: PanelPageParts): string {
  const body = `<main></main>\n<script nonce="${escapeXml(nonce)}" src="${escapeXml(script)}"></script>`;
  return htmlPage({ ...parts, body, scripts: `'nonce-${nonce}'` });
}
