import type { CompletionToken } from '../../common/methods/completion.js';

/**
 * The tokens of an edited text: each keeps the characters that are left of its own. What an edit put in goes to the token
 * where it begins, and tokens of which nothing is left are gone. Their texts together are `edited`.
 */
export function realignTokens(tokens: readonly CompletionToken[], edited: string): CompletionToken[] {
  const text = tokens.map((token) => token.text).join('');
  if (text === edited) return [...tokens];
  const same = text.length === edited.length;
  const back = text.startsWith(edited) ? 0 : sharedEnd(text, edited);
  const front = sharedStart(text.slice(0, text.length - back), edited.slice(0, edited.length - back));
  // Where an offset of the text lies in the edited one; inside the edited stretch, at its end.
  const moved = (offset: number): number => {
    if (same || offset <= front) return offset;
    return offset > text.length - back ? offset - text.length + edited.length : edited.length - back;
  };
  const result: CompletionToken[] = [];
  let at = 0;
  let from = 0;
  for (const token of tokens) {
    at += token.text.length;
    const to = at === text.length ? edited.length : moved(at);
    const part = edited.slice(from, to);
    if (part !== '' || token.text === '') result.push({ ...token, text: part });
    from = to;
  }
  return result;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}
