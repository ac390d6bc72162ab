/** Something to do with a text, in words for a model. */
export interface WritingPrompt {
  readonly name: string;
  /** The text comes in place of `{text}`, or after it; for `{language}` the writer is asked. */
  readonly instruction: string;
}

/** What is offered unless the writer has others. A test holds them against the tasks of the command line. */
export const readyPrompts: readonly WritingPrompt[] = [
  {
    name: 'Clearer',
    instruction: 'Rewrite the text so that it is clearer and easier to read. Keep its meaning, its tone and its language.',
  },
  {
    name: 'Shorter',
    instruction: 'Rewrite the text so that it is shorter. Keep what matters, and its language.',
  },
  {
    name: 'More Formal',
    instruction: 'Rewrite the text in a more formal tone. Keep its meaning and its language.',
  },
  {
    name: 'Plain Language',
    instruction: 'Rewrite the text in plain language: short sentences and common words. Keep its meaning and its language.',
  },
  {
    name: 'Fix Grammar and Spelling',
    instruction: 'Correct grammar, spelling and punctuation of the text. Change nothing else.',
  },
];
