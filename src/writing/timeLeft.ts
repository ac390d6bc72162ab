/**
 * How long something will still take, if it goes on as it did, in the largest unit that tells: "40 s", "3 min", "2.5 h".
 * @param share how much of it is done, 0 to 1
 * @returns `undefined` before anything is done
 */
export function timeLeft(elapsedMs: number, share: number): string | undefined {
  if (share <= 0 || elapsedMs <= 0) return undefined;
  const seconds = ((elapsedMs / share) * (1 - Math.min(1, share))) / 1000;
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 90 * 60 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
