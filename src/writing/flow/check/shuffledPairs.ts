import type { TextPair } from '../../../common/methods/scoring.js';
import type { FlowDocument } from '../document/flowDocument.js';

/** Pairs of a document's sentences that are no neighbours, the same each time: what is usual where nothing follows. */
export function shuffledPairs({ blocks }: FlowDocument, count: number): TextPair[] {
  const all = blocks.flatMap(({ sentences }) => sentences.map(({ text }) => text));
  // Strides without a common divisor with the length visit all sentences in an order that is not that of the text.
  const [stride = 1, other = 1] = [31, 37, 41, 43].filter((prime) => all.length % prime !== 0);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => [
    (index * stride) % all.length,
    (index * other + 2) % all.length,
  ])
    .filter(([from = 0, to = 0]) => Math.abs(from - to) > 1)
    .map(([from = 0, to = 0]) => ({ before: '', first: all[from] ?? '', second: all[to] ?? '' }));
}
