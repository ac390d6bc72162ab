import { percent } from '../../prose/plainText.js';
import type { FlowReport, ReportedPair } from '../../writing/flow/flowReport.js';
import type { TextLines } from './textLines.js';

/** The warnings about a document as Markdown, by headings, for a review or a letter. */
export function flowMarkdown(file: string, { sections }: FlowReport, lines: TextLines): string {
  const parts = sections.map(({ heading, paragraphs }) => {
    const warnings = paragraphs.flatMap(({ pairs }) => pairs).filter(({ verdict }) => verdict === 'warning');
    return warnings.length === 0 ? '' : `${heading === undefined ? '' : `## ${escaped(heading)}\n\n`}${warnings.map(item).join('')}\n`;
  });
  return `# ${escaped(file)}\n\n${parts.join('') || 'Every sentence follows from the one before.\n'}`;

  function item({ first, second, chance, reasons }: ReportedPair): string {
    const { line } = lines.at(second.start);
    const why = reasons.map((reason) => `  - ${escaped(reason)}\n`).join('');
    return `- Line ${line}, ${percent(chance)}: **${escaped(second.text)}**\n  after: ${escaped(first.text)}\n${why}`;
  }
}

/** What a writer wrote is shown as it is: signs of Markdown and HTML mean nothing in it. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}
