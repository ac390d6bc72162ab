import { isBlankLine } from '../lines.js';
import type { BlockBuilder } from '../blockBuilder.js';

const statement = /^(?:import|export)(?=[\s{*'"]|$)/;
const wholeImport = /^import\s+(?:[\w*{][^'"]*\sfrom\s+)?['"][^'"]+['"];?\s*$/;
const wholeExport = /^export\s+(?:const|let|var|function|class|default|async)\b/;

/** Whether a line starts statements of JavaScript, as in MDX. @param isSure whether any line that begins with such a word does */
export function startsModule(line: string, isSure: boolean): boolean {
  return isSure ? statement.test(line) : wholeImport.test(line) || wholeExport.test(line);
}

/** The index of the line after statements: at a blank line after which a line begins that is neither indented nor closes something. */
export function moduleEnd(builder: BlockBuilder, index: number): number {
  return builder.find(index + 1, (line, at) => {
    if (!isBlankLine(line)) return false;
    const next = builder.lines[builder.find(at, (behind) => !isBlankLine(behind))];
    return !next || (next.column === 0 && !/^[)\]}]/.test(builder.text.charAt(next.first)));
  });
}
