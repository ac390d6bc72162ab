import type { ReportedPair, ReportedParagraph, ReportedSection } from '../../writing/flow/flowReport.js';
import type { FileCheck } from '../../sessions/flow/fileCheck.js';
import type { FileResults } from '../../sessions/flow/fileResults.js';

interface OfFile {
  readonly file: FileResults;
  readonly found: FileCheck;
}

/** What the Flow view lists: files, headings, paragraphs and pairs. */
export type FlowNode =
  | (OfFile & { readonly kind: 'document' })
  | (OfFile & { readonly kind: 'section'; readonly section: ReportedSection })
  | (OfFile & { readonly kind: 'paragraph'; readonly paragraph: ReportedParagraph })
  | (OfFile & { readonly kind: 'pair'; readonly pair: ReportedPair });

/** The pairs under a node, in the order of the text. */
export function pairsOf(node: FlowNode): readonly ReportedPair[] {
  switch (node.kind) {
    case 'document':
      return node.found.check.report.sections.flatMap((section) => section.paragraphs.flatMap(({ pairs }) => pairs));
    case 'section':
      return node.section.paragraphs.flatMap(({ pairs }) => pairs);
    case 'paragraph':
      return node.paragraph.pairs;
    case 'pair':
      return [node.pair];
  }
}

/** Whether the argument of a command is a node of the Flow view. */
export function isFlowNode(argument: unknown): argument is FlowNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'file' in argument && 'found' in argument;
}
