/** What is in the list of labels when Enter is pressed. */
export interface LabelChoice {
  /** What was typed. */
  readonly typed: string;
  /** The labels that the list holds, in its order; it may not have been brought up to date with what was typed last. */
  readonly listed: readonly string[];
  /** The label that is marked in the list. */
  readonly active: string | undefined;
}

/** The label that is meant: what was typed, unless another one was gone to in a list that knows of it. */
export function chosenLabel({ typed, listed, active }: LabelChoice): string | undefined {
  const wanted = typed.trim();
  if (wanted === '' || (active !== undefined && listed.includes(wanted))) return active;
  return wanted;
}

/** The labels to choose from: what was typed comes first, so that Enter takes it. */
export function listedLabels(known: readonly string[], typed: string): string[] {
  const wanted = typed.trim();
  return wanted === '' ? [...known] : [wanted, ...known.filter((label) => label !== wanted)];
}
