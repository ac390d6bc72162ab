import type { FlowBlock, FlowSentence } from '../../writing/flow/document/flowDocument.js';
import type { FileCheck } from './fileCheck.js';
import type { FileResults } from './fileResults.js';

/** The sentence that a command is about, in its paragraph, with the one before it. */
export interface ChosenPair {
  readonly file: FileResults;
  readonly found: FileCheck;
  readonly block: FlowBlock;
  /** The index of the sentence in its paragraph. */
  readonly index: number;
  readonly first: FlowSentence;
  readonly second: FlowSentence;
}

/** The sentence at an offset of a checked text, with the one before it; `undefined` where there are not both. */
export function pairAt(file: FileResults, found: FileCheck, offset: number): ChosenPair | undefined {
  const all = found.check.document.blocks.flatMap((block) => block.sentences.map((sentence, index) => ({ block, sentence, index })));
  const at = all.findIndex(({ sentence: { start, end } }) => start <= offset && offset <= end);
  const [before, here] = [all[at - 1], all[at]];
  if (before === undefined || here === undefined) return undefined;
  return { file, found, block: here.block, index: here.index, first: before.sentence, second: here.sentence };
}
