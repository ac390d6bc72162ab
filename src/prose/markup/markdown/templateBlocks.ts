import { isBlank, isSpace } from '../../characters.js';
import { readsAsCode } from '../readsAsCode.js';
import { templateClose } from './templates.js';

/** Tags of site generators that have their lines to themselves, and perhaps what comes between them. */
export interface TemplateBlock {
  readonly kind: 'markup' | 'code' | 'comment';
  /** Where it ends: in its last line. */
  readonly end: number;
}

const closing = /\{\{[<%]\s{0,5}\/\s{0,5}([\w.-]+)|\{%-?\s{0,5}end-?([\w-]+)/g;
const opening = /^(?:\{\{[<%]|\{%-?)\s{0,5}([\w.-]+)/;
/** What stands between these is code or data, whatever it looks like. */
const holdsCode =
  /^(?:code(?:-?block|-toggle|-tab)?|highlight|katex|math|mermaid|plantuml|graphviz|chart|diagram|gist|javascript|js|css|style(?:sheet)?|schema|script|terminal|console|asciinema|verbatim|html|svg|data)$/i;
const longestTag = 1000;

/** Reads the tags of site generators in one document. */
export class TemplateReader {
  readonly #text: string;
  #closings?: ReadonlyMap<string, readonly number[]>;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The block that starts with the tag at an offset: the tags of its lines; with them what follows up to the closing tag, when that is
   * code or a comment. `undefined` when words share the line with the tags.
   */
  blockAt(offset: number): TemplateBlock | undefined {
    const tags = this.#tagsAt(offset);
    if (!tags) return undefined;
    const { end, name } = tags;
    const close = name === undefined ? undefined : this.#closingAfter(name, end);
    if (name === undefined || close === undefined) return { kind: 'markup', end };
    const inside = this.#text.slice(end, close);
    const isComment = name === 'comment';
    const isCode = !/^[ \t]*(?:`{3}|~{3})/m.test(inside) && (holdsCode.test(name) || readsAsCode(inside));
    return isComment || isCode ? { kind: isComment ? 'comment' : 'code', end: close + 1 } : { kind: 'markup', end };
  }

  /** The end of the tags that are side by side at an offset, and the name of the last if it may open something. */
  #tagsAt(start: number): { end: number; name?: string } | undefined {
    const text = this.#text;
    let [offset, end] = [start, start];
    let name: string | undefined;
    for (let close = templateClose(text, offset); close !== undefined; close = templateClose(text, offset)) {
      const source = text.slice(offset, offset + longestTag);
      const length = source.indexOf(close, 2);
      if (length < 0) return undefined;
      name = opening.exec(source)?.[1];
      end = offset + length + close.length;
      offset = end;
      while (isBlank(text.charCodeAt(offset))) offset++;
    }
    const isAlone = offset >= text.length || isSpace(text.charCodeAt(offset));
    return isAlone ? { end, ...(name !== undefined && { name }) } : undefined;
  }

  #closingAfter(name: string, offset: number): number | undefined {
    this.#closings ??= closingsIn(this.#text);
    const offsets = this.#closings.get(name) ?? [];
    let [low, high] = [0, offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return offsets[low];
  }
}

function closingsIn(text: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { index, 1: shortcode, 2: tag } of text.matchAll(closing)) {
    const name = shortcode ?? tag ?? '';
    const offsets = found.get(name);
    if (offsets) offsets.push(index);
    else found.set(name, [index]);
  }
  return found;
}
