/** One `cloze eval` whose report is kept. */
export interface Evaluation {
  /** Names the file of the report. */
  readonly name: string;
  readonly title: string;
  /** What follows `cloze eval`. */
  readonly words: (evalFolder: string) => readonly string[];
}

const of =
  (kind: string, ...options: readonly string[]) =>
  (folder: string): readonly string[] => [kind, folder, ...options];

/** Every evaluation of the embedded models, in the order of the page. The set itself says what each group is. */
export const evaluations: readonly Evaluation[] = [
  { name: 'lm', title: 'Bits per byte of the causal model', words: of('lm') },
  { name: 'keystrokes-quiet', title: 'Keystrokes, quiet', words: of('keystrokes', '--quietness', 'quiet') },
  { name: 'keystrokes', title: 'Keystrokes, balanced', words: of('keystrokes') },
  { name: 'keystrokes-eager', title: 'Keystrokes, eager', words: of('keystrokes', '--quietness', 'eager') },
  { name: 'cloze', title: 'Masked words, both models and the causal model alone', words: of('cloze') },
  { name: 'cloze-encoder', title: 'Masked words, BERT alone', words: of('cloze', '--alone') },
  { name: 'next-sentence', title: 'Next sentence, both models', words: of('next-sentence') },
  { name: 'next-sentence-encoder', title: 'Next sentence, BERT alone', words: of('next-sentence', '--by', 'encoder') },
  { name: 'next-sentence-causal', title: 'Next sentence, the causal model alone', words: of('next-sentence', '--by', 'causal') },
  { name: 'intruder', title: 'Intruders, as the flow check asks', words: of('intruder') },
  { name: 'intruder-thorough', title: 'Intruders, everything asked', words: of('intruder', '--thorough') },
];
