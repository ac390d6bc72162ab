import { escapeXml } from '../../common/escapeXml.js';
import { htmlPage, type HtmlPageParts } from '../../common/htmlPage.js';
import type { Translate } from '../../common/translate.js';
import { curveSvg } from './curveSvg.js';
import { curveTable, type ReportBlock, type ReportTable } from './reportBlocks.js';

/** What a report's page is made of beside the report. */
export interface ReportPageParts extends Pick<HtmlPageParts, 'title' | 'style' | 'source' | 'language'> {
  /** The classifier's file. */
  readonly file: string;
  /** What can be done next: links that look like buttons. */
  readonly actions: readonly { readonly title: string; readonly href: string }[];
}

/** A report as a page without scripts, which loads its style sheet and nothing else. All that the report says is text in it, never markup. */
export function reportPage(report: readonly ReportBlock[], { file, actions, ...parts }: ReportPageParts, t: Translate): string {
  const head = `<h1>${escapeXml(parts.title)}</h1>\n<p class="file">${escapeXml(file)}</p>${actionLinks(actions)}`;
  const sections = report.map((block) => sectionOf(block, t)).join('\n');
  return htmlPage({ ...parts, body: `<main>\n${head}\n${sections}\n</main>` });
}

function actionLinks(actions: ReportPageParts['actions']): string {
  if (actions.length === 0) return '';
  const links = actions.map(({ title, href }) => `<a class="action" href="${escapeXml(href)}">${escapeXml(title)}</a>`);
  return `\n<nav class="actions">${links.join('\n')}</nav>`;
}

function sectionOf(block: ReportBlock, t: Translate): string {
  switch (block.kind) {
    case 'sentence':
      return `<p>${escapeXml(block.text)}</p>`;
    case 'table':
      return `<section><h2>${escapeXml(block.title)}</h2>${tableOf(block)}</section>`;
    case 'curve':
      return `<section><h2>${escapeXml(block.title)}</h2><figure>${curveSvg(block, t)}</figure>${tableOf(curveTable(block))}</section>`;
  }
}

/** The first cell of a row names it. Wide tables scroll by themselves, with keys too. */
function tableOf({ title, head, rows, numbers }: ReportTable): string {
  const align = (at: number): string => (at > 0 && at <= numbers ? ' class="number"' : '');
  const names = head?.map((name, at) => (name === '' ? '<td></td>' : `<th scope="col"${align(at)}>${escapeXml(name)}</th>`)).join('');
  const lines = rows.map((cells) => {
    const [first = '', ...rest] = cells;
    return `<tr><th scope="row">${escapeXml(first)}</th>${rest.map((cell, at) => `<td${align(at + 1)}>${escapeXml(cell)}</td>`).join('')}</tr>`;
  });
  const header = names === undefined ? '' : `<thead><tr>${names}</tr></thead>`;
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeXml(title)}"><table>${header}<tbody>${lines.join('')}</tbody></table></div>`;
}
