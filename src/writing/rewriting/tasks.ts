/** Ready instructions to rewrite a text by, with the names that the command line has for them. */
export const rewritingTasks = {
  clearer: 'Rewrite the text so that it is clearer and easier to read. Keep its meaning, its tone and its language.',
  shorter: 'Rewrite the text so that it is shorter. Keep what matters, and its language.',
  formal: 'Rewrite the text in a more formal tone. Keep its meaning and its language.',
  plain: 'Rewrite the text in plain language: short sentences and common words. Keep its meaning and its language.',
  grammar: 'Correct grammar, spelling and punctuation of the text. Change nothing else.',
} as const;

export type RewritingTask = keyof typeof rewritingTasks;

/** Where the language that a text is to be in stands in an instruction. */
const languagePlace = '{language}';

/** The instruction to translate, as the writer can change it. */
export const translationTask = `Translate the text into ${languagePlace}. Keep its meaning and its tone.`;

export const summaryTask = 'Summarize the text in a few sentences, in the language that it is in.';

/** Whether an instruction asks for a language to write in. */
export function asksForLanguage(instruction: string): boolean {
  return instruction.includes(languagePlace);
}

/** An instruction with the language to write in. */
export function inLanguage(instruction: string, language: string): string {
  return instruction.replaceAll(languagePlace, () => language);
}
