import { PairTokenizer } from './pairTokenizer.js';
import { countingModel, type LanguageModel } from './countingModel.js';
import { ReferenceDecoder } from './referenceDecoder.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';

/** A text with all that makes cutting hard: words in pieces, emoji, ideographs, combining marks, runs of spaces, Markdown. */
export const manuscript = `# The harbour  master

The harbour master  unbuttoned his coat. "Unbelievable," he said; the unbelievable boat was back 🚢🚢 in the harbour.
- *Zoë* and **Jürgen** (née O'Brien) paid 1,250.00 €…
- 港の灯りは消えた。港の人々は眠っていた。
- The café's re\u0301sume\u0301 of the cafe\u0301: 👩‍👩‍👧 and 👍🏽, 👍🏽 again.

> The coat was unbuttoned   and the harbour was dark.

\tHe said: “the boat — the unbelievable boat — is back.” The café was   closed.
`;

/** Knows common words whole, and splits rare characters. */
export const tokenizer = new PairTokenizer(manuscript, 90);
const document = [tokenizer.documentStart, ...tokenizer.encode(manuscript), tokenizer.documentStart] as Token[];

/** A model that has read the manuscript. With a long memory it knows it by heart; with a short one it is unsure nearly everywhere. */
export function readerOf(memory: number): LanguageModel {
  return countingModel([document], tokenizer.vocabularySize, memory, 0.05);
}

export const byHeart = readerOf(12);
export const unsure = readerOf(2);

export function decoderOf(model: LanguageModel): ReferenceDecoder {
  return new ReferenceDecoder(model, tokenizer.vocabularySize);
}
