/** Where a text stands in an instruction. */
const place = '{text}';

const rules: Readonly<Record<InstructionForm, string>> = {
  replacement: 'Keep Markdown, links, code, formulas and names as they are. Reply with the resulting text only, without comments.',
  summary: 'Reply with the summary only, without comments.',
};

export type InstructionForm = 'replacement' | 'summary';

/** What a model is told to do with a text. The text comes in place of `{text}`, or after the instruction. */
export function instructionText(instruction: string, text: string, form: InstructionForm): string {
  const at = instruction.indexOf(place);
  if (at < 0) return `${instruction.trim()} ${rules[form]}\n\n${text}`;
  return `${instruction.slice(0, at)}${text}${instruction.slice(at + place.length)}\n\n${rules[form]}`;
}
