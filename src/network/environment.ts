/** The variables of the process that concern downloads; tests hand in their own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of the first variable that is set to something. */
export function firstSet(environment: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== '');
}
