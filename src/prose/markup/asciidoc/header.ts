import type { BlockBuilder } from '../blockBuilder.js';
import { attribute, levelOfUnderline } from './lines.js';

const author = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’.-]*(?: +[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’.-]*){0,2}(?: +<[^<>]+>)?$/u;
const revision = /^(?:v?\d[\w.-]*(?:[,:]|$)|v\d|\{[\w-]+\}|.{0,60}\b\d{4}-\d\d-\d\d)/;

/**
 * Takes the header of a document: its title, the lines of its authors and its revision right below that, attributes and comments, up to
 * the first blank line. Returns the index of the line after them.
 */
export function takeHeader(builder: BlockBuilder): number {
  let titleAt: number | undefined;
  let index = 0;
  for (; index < builder.lines.length; index++) {
    const content = builder.content(index).trimEnd();
    if (content === '') {
      if (index > 0) return index;
    } else if (attribute.test(content)) index = takeAttribute(builder, 'front-matter', index) - 1;
    else if (content.startsWith('//') && !content.startsWith('////')) builder.take('comment', index, index + 1);
    else if (titleAt === undefined && /^[=#][ \t]+\S/.test(content)) builder.take('heading', (titleAt = index), index + 1, 1);
    else if (titleAt === undefined && levelOfUnderline(content, builder.content(index + 1).trimEnd()) === 1)
      builder.take('heading', index, (titleAt = ++index) + 1, 1);
    else if (index - 1 === titleAt && isAuthors(content)) builder.take('front-matter', index, index + 1);
    else if (titleAt !== undefined && index - 2 === titleAt && revision.test(content)) builder.take('front-matter', index, index + 1);
    else return index;
  }
  return index;
}

/** An attribute, which goes on after a backslash at the end of its line. Returns the index after it. */
export function takeAttribute(builder: BlockBuilder, kind: 'front-matter' | 'markup', index: number): number {
  const last = builder.find(index, (line) => !builder.text.slice(line.start, line.end).trimEnd().endsWith(' \\'));
  return builder.take(kind, index, last + 1);
}

function isAuthors(content: string): boolean {
  return content.split(';').every((name) => author.test(name.trim()));
}
