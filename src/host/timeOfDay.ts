/** A moment, in milliseconds since 1970, as a clock in the editor's language shows it. */
export function timeOfDay(moment: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(moment);
}
