import { maxOf } from '../../common/extremes.js';
import type { ClassifierReport } from '../../common/methods/training.js';
import { inEnglish, type Translate } from '../../common/translate.js';
import { bar, column } from '../../prose/plainText.js';
import { curveTable, type ReportBlock, reportBlocks, type ReportTable } from './reportBlocks.js';

/** What is known about a trained classifier, as plain text with tables and bars. */
export function reportText(report: ClassifierReport, t: Translate = inEnglish): string {
  return blocksText(reportBlocks(report, t));
}

/** The parts of a report as plain text. */
export function blocksText(blocks: readonly ReportBlock[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: ReportBlock): string {
  switch (block.kind) {
    case 'sentence':
      return `${block.text}\n`;
    case 'table':
      return tableText(block);
    case 'curve':
      return tableText(curveTable(block, bar));
  }
}

/** Words are in line on the left, numbers on the right. */
function tableText({ title, head, rows, numbers }: ReportTable): string {
  const lines = head === undefined ? rows : [head, ...rows];
  const widths = (lines[0] ?? []).map((_, at) => maxOf(lines.map((cells) => cells[at]?.length ?? 0)));
  const written = lines.map((cells) =>
    cells.map((cell, at) => {
      const isNumber = at > 0 && at <= numbers;
      const width = widths[at] ?? 0;
      return isNumber ? `${column(cell, width, 'right')}  ` : column(cell, width + 2);
    }),
  );
  return `${title}\n${written.map((cells) => `  ${cells.join('')}`.trimEnd() + '\n').join('')}`;
}
