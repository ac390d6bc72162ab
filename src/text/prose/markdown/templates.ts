import type { InlineSpan } from '../block.js';
import { closedBy, unclosed } from '../inlineScan.js';

/** The signs around the tags of site generators: Hugo's shortcodes, then expressions, tags and comments of Liquid and its like. */
const pairs = [
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['{# ', '#}'],
] as const;

const value = '\\s{0,5}=\\s{0,5}(?:"([^"]*)"|\'([^\']*)\'|`([^`]*)`|([^\\s"\'`]+))';
/** Arguments that name a text to read, the likeliest first. */
const namedTexts = ['text|label', 'title|content|caption', 'term|term_id'].map((names) => new RegExp(`\\s(?:${names})${value}`));
const firstText = /^[<%]\s{0,5}[\w/-]{1,60}\s{1,5}(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([^\s"'`=<>%]+)(?!\S))/;
/** Shortcodes whose first argument is a text to read: "{{< kbd "Ctrl" >}}", not "{{< ref "page.md" >}}". */
const readsFirst =
  /^(?:abbr|badge|button|glossary|glossary[_-]?(?:term|tooltip)|highlight-text|hl|kbd|key|label|link|mark|pill|tag|term|tooltip)$/;

/** The signs that close the template tag which starts at an offset; `undefined` where none does. */
export function templateClose(text: string, offset: number): string | undefined {
  return pairs.find(([open]) => text.startsWith(open, offset))?.[1];
}

/** At `{`: a template tag. Of a shortcode, a reader sees the text among its arguments. */
export function templateAt(content: string, offset: number): InlineSpan | undefined {
  const close = templateClose(content, offset);
  if (close === undefined) return undefined;
  const tag = closedBy(content, 'html', offset, offset + 2, close, 500);
  if (!tag) return unclosed(content, 'html', offset);
  if (close === '#}') return { ...tag, kind: 'comment' };
  const shows = textOf(content.slice(offset + 2, tag.end - close.length));
  return shows === undefined ? tag : { ...tag, shows };
}

function textOf(tag: string): string | undefined {
  if (!/^[<%]/.test(tag)) return undefined;
  const name = /^[<%]\s*([\w/-]+)/.exec(tag)?.[1] ?? '';
  const patterns = readsFirst.test(name) ? [...namedTexts, firstText] : namedTexts;
  return patterns.flatMap((pattern) => pattern.exec(tag)?.slice(1) ?? []).find(Boolean);
}
