import type { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine } from '../lines.js';

const headerField = /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)*:(?:\s|$)/;

/** The number of lines of a header as that of a mail, such as PEPs have: two fields or more up to the first blank line; else 0. */
export function headerFields(builder: BlockBuilder): number {
  const end = builder.find(0, isBlankLine);
  let fields = 0;
  for (let index = 0; index < end; index++) {
    const isField = builder.line(index).column === 0 && headerField.test(builder.content(index));
    if (isField) fields++;
    else if (fields === 0 || builder.line(index).column === 0) return 0;
  }
  return fields > 1 ? end : 0;
}
