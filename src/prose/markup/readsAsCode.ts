/** How much of a text is looked at, in characters. */
const reach = 2000;

const assignment = /^\s*[\w.$"'[\]-]+\s{0,20}(?:=|:=|=>|\+=|(?<=["'])\s?:)\s{0,20}\S/;
const field = /^\s*(?:- )?[a-z][\w.-]*:(?:\s+\S.*)?$/;
const codeEnd = /[;{}()[\]<>\\]\s*$/;
const codeStart = /^\s*(?:[<{}()[\]$@]|\/\/|#!|--|&&|\|)/;
const word = /^[("'“‘*_[]*\p{L}[\p{L}\p{M}'’-]*[.,;:!?)"'”’*_\]]*$/u;

/**
 * Whether lines are code or data, not prose: most of them look so, and none is a sentence. Of an unknown block it is decided by this what
 * it holds. No lines are prose.
 */
export function readsAsCode(text: string): boolean {
  const lines = text
    .slice(0, reach)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return false;
  const prose = lines.filter((line) => isProse(line)).length;
  return prose * 2 < lines.length;
}

function isProse(line: string): boolean {
  if (assignment.test(line) || field.test(line) || codeStart.test(line) || (codeEnd.test(line) && !/[.!?]["')\]]*\s*$/.test(line)))
    return false;
  const words = line.trim().split(/\s+/);
  const read = words.filter((text) => word.test(text)).length;
  const isSentence = /^[\p{Lu}\p{Lo}*_[“"'#>-]/u.test(words[0] ?? '') && /[.!?…:]["'”’)*_]*$/.test(line.trim());
  return read >= (isSentence ? 1 : 3) && read * 3 >= words.length * 2;
}
