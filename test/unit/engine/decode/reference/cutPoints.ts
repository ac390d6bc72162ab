/** Every place in a text where a caret can stand: between characters, not within a surrogate pair. */
export function cutPoints(text: string): number[] {
  const cuts: number[] = [];
  for (let at = 0; at <= text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) cuts.push(at);
  return cuts;
}
