import type { WordChoice, WordSection } from './wordList.js';

/** A line of the list as it is shown. */
export interface WordLine {
  /** The same for the same line in a newer list. */
  readonly key: string;
  readonly label: string;
  /** Absent in the title of a section. */
  readonly choice?: WordChoice;
}

/** What the person who looks at a list has done with it. */
export interface ListState {
  readonly lines: readonly Pick<WordLine, 'key' | 'choice'>[];
  /** The key of the selected line. */
  readonly active: string | undefined;
  readonly isFiltered: boolean;
}

/** The lines of a list, section by section. */
export function wordLines(sections: readonly WordSection[]): WordLine[] {
  return sections.flatMap(({ title, choices }, section) => {
    const lines = choices.map((choice): WordLine => ({ key: `${section} ${choice.label}`, label: choice.label, choice }));
    return title === '' ? lines : [{ key: `${section}`, label: title }, ...lines];
  });
}

/** The line of a newer list that is to be selected: that which the person has gone to in the list before it, else the first choice. */
export function lineToSelect<L extends WordLine>({ lines: before, active, isFiltered }: ListState, after: readonly L[]): L | undefined {
  const hasMoved = active !== undefined && (active !== firstChoice(before)?.key || isFiltered);
  return (hasMoved ? after.find(({ key }) => key === active) : undefined) ?? firstChoice(after);
}

/** The best word but the current one, since the person who asks wants another. */
function firstChoice<L extends Pick<WordLine, 'key' | 'choice'>>(lines: readonly L[]): L | undefined {
  const choices = lines.filter(({ choice }) => choice !== undefined);
  return choices.find(({ choice }) => choice?.isCurrent === false) ?? choices[0];
}
