const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A paragraph at a glance: a sign for each sentence, the taller the less it belongs. */
export function strip(chances: readonly number[]): string {
  return chances.map((chance) => levels[Math.min(levels.length - 1, Math.floor(chance * levels.length))] ?? '').join('');
}
