import type { ClassifiedText } from '../../common/methods/classification.js';
import { type LineAndColumn, TextLines } from '../../report/flow/textLines.js';

/** The passage that decided which label a text has. */
export interface DecidingPlace {
  readonly passage: string;
  readonly from: LineAndColumn;
  readonly to: LineAndColumn;
}

/** Where the passage stands that decided; `undefined` for a text without words. */
export function decidingPlace(text: string, { passages, deciding }: ClassifiedText): DecidingPlace | undefined {
  const passage = passages[deciding];
  if (passage === undefined) return undefined;
  const lines = new TextLines(text);
  const end = passage.offset + passage.length;
  return { passage: text.slice(passage.offset, end), from: lines.at(passage.offset), to: lines.at(end) };
}
