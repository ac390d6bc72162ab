import type { BlockKind, InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { emphasisSigns } from '../emphasis.js';
import { inOrder, scanInlines } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';

const special = /[@`]|(?:https?|ftp):\/\/|www\./g;
const item = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;
/** "fix(parser): …" and "src/text: …" at the start of a subject. */
const prefix = /^[a-z][\w./-]{0,30}(?:\([^()\n]{0,40}\))?!?:(?:\s+|$)/;

/** What is no prose in a commit message: addresses, code in backticks, list markers and a subject's prefix. */
export function gitInlines(content: string, kind: BlockKind): InlineSpan[] {
  const start = kind === 'heading' ? prefix : kind === 'list-item' ? item : undefined;
  const end = start?.exec(content)?.[0].length ?? 0;
  const spans = scanInlines(
    content,
    special,
    (offset, from) => {
      const sign = content.charAt(offset);
      if (sign === '`') return codeSpanAt(content, offset);
      return sign === '@' ? atSignAt(content, offset, from, content.length) : webAddressAt(content, offset, content.length);
    },
    end > 0 ? [{ kind: 'marker', start: 0, end }] : [],
  );
  return inOrder([...spans, ...emphasisSigns(content, spans, '*_')]);
}
