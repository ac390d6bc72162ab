/**
 * The merges of a SentencePiece vocabulary, best first, as pairs. SentencePiece joins the two neighbours whose union has the best score;
 * a tokenizer.json lists which pairs join, in order. Source: `generate_merges` in transformers' convert_slow_tokenizer.py.
 */
export function mergesFromScores(tokens: readonly string[], scores: readonly number[]): [string, string][] {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const merges = tokens.flatMap((token, id) => splits(token, ids).map((pair) => ({ pair, score: scores[id] ?? -Infinity })));
  return merges
    .sort((a, b) => order(a.score, b.score) || order(a.pair[0].length, b.pair[0].length) || order(a.pair[1].length, b.pair[1].length))
    .map(({ pair }) => pair);
}

/** Descending; equal scores, infinite ones too, keep their order. */
function order(a: number, b: number): number {
  return a > b ? -1 : a < b ? 1 : 0;
}

/** No merge makes a longer token; trying all ways to cut one takes time that grows with the square of its length. */
const longestMerged = 512;

/** The ways to make a token from two others, by the ids of these. */
function splits(token: string, ids: ReadonlyMap<string, number>): [string, string][] {
  if (token.length > longestMerged) return [];
  const characters = Array.from(token);
  const pairs: { readonly pair: [string, string]; readonly left: number; readonly right: number }[] = [];
  for (let i = 1; i < characters.length; i++) {
    const pair: [string, string] = [characters.slice(0, i).join(''), characters.slice(i).join('')];
    const [left, right] = [ids.get(pair[0]), ids.get(pair[1])];
    if (left !== undefined && right !== undefined) pairs.push({ pair, left, right });
  }
  return pairs.sort((a, b) => a.left - b.left || a.right - b.right).map(({ pair }) => pair);
}
