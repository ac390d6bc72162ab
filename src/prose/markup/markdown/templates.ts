import type { InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
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

/** Shortcodes that print a value: of the document's front matter, or of the site's settings. */
const readsValue = /^(?:meta|var|env|param)$/;
/** A shortcode that is to be shown as it is written. */
const escaped = /\{(\{\{<[^{}\n]{0,500}>\}\})\}/y;

/** The signs that close the template tag which starts at an offset; `undefined` where none does. */
export function templateClose(text: string, offset: number): string | undefined {
  return pairs.find(([open]) => text.startsWith(open, offset))?.[1];
}

/** At `{`: a template tag. Of a shortcode, a reader sees the text among its arguments, or the value that it names. */
export function templateAt(content: string, offset: number, fields: Definitions): InlineSpan | undefined {
  escaped.lastIndex = offset;
  const [whole, shown] = escaped.exec(content) ?? [];
  if (whole !== undefined && shown !== undefined) return { kind: 'code', start: offset, end: offset + whole.length, shows: shown };
  const close = templateClose(content, offset);
  if (close === undefined) return undefined;
  const tag = closedBy(content, 'html', offset, offset + 2, close, 500);
  if (!tag) return unclosed(content, 'html', offset);
  if (close === '#}') return { ...tag, kind: 'comment' };
  const source = content.slice(offset + 2, tag.end - close.length);
  const value = valueOf(source, fields);
  if (value) return { ...tag, kind: 'code', ...value };
  const shows = textOf(source);
  return shows === undefined ? tag : { ...tag, shows };
}

/** What a shortcode prints that names a value; the words of its name where the document does not say. */
function valueOf(tag: string, fields: Definitions): Pick<InlineSpan, 'shows' | 'defined'> | undefined {
  const name = nameOf(tag);
  const key = firstText.exec(tag)?.slice(1).find(Boolean);
  if (key === undefined || !readsValue.test(name)) return undefined;
  const field = fields.get(key.toLowerCase());
  return field ? { shows: field.text, defined: true } : { shows: key.slice(key.lastIndexOf('.') + 1).replace(/[_-]+/g, ' ') };
}

function textOf(tag: string): string | undefined {
  if (!/^[<%]/.test(tag)) return undefined;
  const patterns = readsFirst.test(nameOf(tag)) ? [...namedTexts, firstText] : namedTexts;
  return patterns.flatMap((pattern) => pattern.exec(tag)?.slice(1) ?? []).find(Boolean);
}

function nameOf(tag: string): string {
  return /^[<%]\s*([\w/-]+)/.exec(tag)?.[1] ?? '';
}
