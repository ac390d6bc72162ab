/** How many tokens went to servers on one day. */
export interface SpentTokens {
  /** As in "2026-11-30". */
  readonly day: string;
  readonly tokens: number;
}

/** What was spent so far on a day. */
export function spentOn(day: string, spent: SpentTokens | undefined): number {
  return spent?.day === day ? spent.tokens : 0;
}

/** The count with some tokens more; a new day starts from nothing. */
export function spend(day: string, spent: SpentTokens | undefined, tokens: number): SpentTokens {
  return { day, tokens: spentOn(day, spent) + tokens };
}
