import type { EngineApi } from '../../src/common/engineApi.js';

/** How many of the text's characters before a name the model reads. */
const readBefore = 800;

/** Places where a name stands in a text, each name a few times at most, in their order. */
export function placesOfNames(text: string, names: readonly string[], perName: number): { readonly name: string; readonly at: number }[] {
  const wanted = new Set(names);
  const counts = new Map<string, number>();
  const places: { name: string; at: number }[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const count = counts.get(word) ?? 0;
    if (!wanted.has(word) || count === perName) continue;
    counts.set(word, count + 1);
    places.push({ name: word, at: index });
  }
  return places;
}

/** How many names of those places the first completion gives in full after two letters, where it is asked for. */
export async function completedNames(
  engine: Pick<EngineApi, 'complete'>,
  text: string,
  places: readonly { readonly name: string; readonly at: number }[],
): Promise<number> {
  let completed = 0;
  for (const { name, at } of places) {
    const before = fitPrefix(text.slice(Math.max(0, at - readBefore), at)) + name.slice(0, 2);
    const { candidates } = await engine.complete({
      context: { headings: [], before, after: '' },
      maxTokens: 12,
      candidates: 1,
      stopAt: 'word',
      sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
      alternatives: 2,
      minConfidence: 0,
    });
    if ((candidates[0]?.text ?? '').startsWith(name.slice(2))) completed++;
  }
  return completed;
}

/** A prefix that was cut somewhere, from the beginning of its next word on. */
function fitPrefix(cut: string): string {
  return cut.replace(/^\S*\s/, '');
}
