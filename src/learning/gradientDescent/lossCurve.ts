/** Losses of steps as a curve of so many points at most: the mean of each stretch of steps, since single ones jump. */
export function lossCurve(losses: readonly number[], points: number): number[] {
  const count = Math.min(points, losses.length);
  return Array.from({ length: count }, (_, nth) => {
    const stretch = losses.slice(Math.floor((nth * losses.length) / count), Math.floor(((nth + 1) * losses.length) / count));
    return stretch.reduce((total, loss) => total + loss, 0) / stretch.length;
  });
}
