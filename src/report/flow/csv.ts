import { reportCsv } from '../csv.js';
import { type FlowReport } from '../../writing/flow/flowReport.js';
import type { TextLines } from './textLines.js';

/** All pairs of a document as comma-separated values (RFC 4180), in the order of the text. */
export function flowCsv(file: string, { sections }: FlowReport, lines: TextLines): string {
  const rows = sections.flatMap(({ heading = '', paragraphs }) =>
    paragraphs.flatMap(({ pairs }, paragraph) =>
      pairs.map(({ first, second, chance, verdict, reasons }) => {
        const { line, column } = lines.at(second.start);
        return [file, heading, paragraph + 1, line, column, chance.toFixed(4), verdict, first.text, second.text, reasons.join(' ')];
      }),
    ),
  );
  const header = ['file', 'heading', 'paragraph', 'line', 'column', 'chance', 'verdict', 'before', 'sentence', 'reasons'];
  return reportCsv([header, ...rows]);
}
