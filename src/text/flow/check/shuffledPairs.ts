import type { TextPair } from '../../../common/engineApi.js';
import type { FlowDocument } from '../document/flowDocument.js';

/** Pairs of a document's sentences from different paragraphs, the same each time: what is usual where nothing follows. */
export function shuffledPairs({ blocks }: FlowDocument, count: number): TextPair[] {
  const all = blocks.flatMap(({ sentences }, block) => sentences.map(({ text }) => ({ text, block })));
  // A stride without a common divisor with the length visits all sentences in an order that is not that of the text.
  const stride = [7919, 104_729, 1_299_709].find((prime) => all.length % prime !== 0) ?? 1;
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => [index, index * stride + Math.floor(all.length / 2)] as const)
    .map(([from, to]) => [all[(from * 31) % all.length], all[to % all.length]] as const)
    .flatMap(([first, second]) =>
      first === undefined || second === undefined || first.block === second.block
        ? []
        : [{ before: '', first: first.text, second: second.text }],
    );
}
