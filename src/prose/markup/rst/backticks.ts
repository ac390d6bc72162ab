import { isSpace, trimEndOffset } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { unclosed } from '../inlineScan.js';
import { opensInline } from './context.js';
import { roleKind, roleText } from './roles.js';

const roleBefore = /:([A-Za-z][\w:.+-]{0,40}):`/y;
const roleBehind = /:([A-Za-z][\w:.+-]{0,40}):(?!`)/y;
const referenceBehind = /__?(?![\p{L}\p{N}_])/uy;

type FindClose = (from: number) => RegExpExecArray | undefined;

/** A literal, at its two backticks. */
export function literalAt(content: string, offset: number, findClose: FindClose): InlineSpan | undefined {
  if (!opensInline(content, offset, offset + 2)) return undefined;
  const close = findClose(offset + 3)?.index;
  if (close === undefined) return unclosed(content, 'code', offset);
  return { kind: 'code', start: offset, end: close + 2, shows: content.slice(offset + 2, close) };
}

/** At a backtick, or a role's name before one: a link, or interpreted text. Both go over line ends. */
export function backticksAt(content: string, offset: number, findClose: FindClose): InlineSpan | InlineSpan[] | undefined {
  roleBefore.lastIndex = offset;
  const before = roleBefore.exec(content);
  const open = { start: offset, end: before ? roleBefore.lastIndex : offset + 1 };
  if (!opensInline(content, offset, open.end)) return undefined;
  const close = findClose(open.end + 1)?.index;
  if (close === undefined) return unclosed(content, 'code', offset);
  roleBehind.lastIndex = close + 1;
  const role = before?.[1] ?? roleBehind.exec(content)?.[1];
  const end = before || role === undefined ? close + 1 : roleBehind.lastIndex;
  const text = { start: open.end, end: close };
  if (role !== undefined) return roleSpans(content, role, text, { start: offset, end });
  referenceBehind.lastIndex = close + 1;
  if (referenceBehind.test(content)) return linkSpans(content, text, { start: offset, end: referenceBehind.lastIndex });
  return { kind: 'code', start: offset, end };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text of a link is prose. An address without a text is what is read. */
function linkSpans(content: string, text: Range, whole: Range): InlineSpan | InlineSpan[] {
  const titleEnd = endOfTitle(content, text);
  if (titleEnd === text.start) return { kind: 'url', ...whole, shows: content.slice(text.start + 1, text.end - 1).replace(/_$/, '') };
  return [
    { kind: 'sign', start: whole.start, end: text.start },
    { kind: titleEnd === undefined ? 'sign' : 'link-target', start: titleEnd ?? text.end, end: whole.end },
  ];
}

function roleSpans(content: string, role: string, text: Range, whole: Range): InlineSpan | InlineSpan[] {
  const kind = roleKind(role);
  const source = content.slice(text.start, text.end);
  if (kind === 'citation' || kind === 'command') return { kind, ...whole };
  if (kind === 'math') return { kind, ...whole, shows: source };
  const titleEnd = kind === 'link' ? endOfTitle(content, text) : undefined;
  const title = titleEnd === undefined ? undefined : content.slice(text.start, titleEnd);
  if (title !== undefined && title !== '' && !/\s/.test(title)) return { kind: 'code', ...whole, shows: title };
  if (kind === 'prose' || title)
    return [
      { kind: 'sign', start: whole.start, end: text.start },
      { kind: title ? 'link-target' : 'sign', start: titleEnd ?? text.end, end: whole.end },
    ];
  return { kind: 'code', ...whole, shows: roleText(role, source) };
}

/** Where a text ends that has a target in angle brackets after it: "text <target>". */
function endOfTitle(content: string, { start, end }: Range): number | undefined {
  if (content.charAt(end - 1) !== '>') return undefined;
  const open = content.slice(start, end).lastIndexOf('<') + start;
  if (open === start) return start;
  return open > start && isSpace(content.charCodeAt(open - 1)) ? trimEndOffset(content, start, open) : undefined;
}
