const heading = /^(?:#{1,6}\s|={1,6}\s|\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?\{)/;
const item = /^(?:[-*+>•]|\d{1,3}[.)])\s/;
/** How much text before the caret shows whether its writer begins paragraphs in lower case. */
const reach = 4000;

/**
 * Whether a caret stands where a paragraph begins with a capital letter, as under a heading or after a sentence that has
 * ended. Not where the text before goes on, as around a formula, nor where its paragraphs begin in lower case.
 */
export function beginsParagraph(before: string): boolean {
  if (!/\n[ \t]*\n[ \t]*$/.test(before.slice(-80))) return false;
  const paragraphs = before
    .slice(-reach)
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const last = paragraphs.at(-1) ?? '';
  if (!heading.test(last) && !/[.!?…]["'”’»)*_]{0,3}$/.test(last)) return false;
  return !paragraphs.slice(before.length > reach ? 1 : 0).some((paragraph) => /^\p{Ll}/u.test(paragraph) && !item.test(paragraph));
}

/** Whether a text begins with a small letter, after white space and opening signs. */
export function beginsInLowerCase(text: string): boolean {
  return /^[\s"'“‘„«(*_]*\p{Ll}/u.test(text);
}
