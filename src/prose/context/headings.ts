import type { Block } from '../markup/block.js';
import { spansIn } from '../markup/blocks.js';
import type { Definitions, Grammar } from '../markup/grammar.js';
import type { ProseWindow } from '../markup/proseWindow.js';
import { onOneLine, visibleText } from '../markup/visibleText.js';

/** How much of a long document's start is searched for its title. */
export const titleReach = 4000;
/** The most characters of a heading that a model is told. */
const longestHeading = 200;

const frontMatterTitle = /^title[ \t]*[:=][ \t]*(.+)$/im;
const latexTitle = /\\title(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]{0,200}\})+)\}/;

/** The document's title and the headings that the caret stands under, outermost first, as plain text. */
export function headingsAbove(document: string, window: ProseWindow): string[] {
  const path = outline(window).map((block) => plainHeading(window.text, block, window));
  const title = titleOf(document.slice(0, titleReach), window);
  const isNew = title !== undefined && !path.includes(title);
  return (isNew ? [title, ...path] : path).filter((heading) => heading !== '');
}

/** The headings above the caret's block, each of a lower level than the next. */
function outline({ blocks, blockIndex, block }: ProseWindow): Block[] {
  const path: Block[] = [];
  for (let index = blockIndex; index >= 0; index--) {
    const candidate = blocks[index];
    if (candidate?.kind !== 'heading' || candidate === block) continue;
    if ((candidate.level ?? 1) < (path[0]?.level ?? Infinity)) path.unshift(candidate);
  }
  return path;
}

/** The title that the head of a document gives itself; for a window far below it, the document's first heading else. */
export function titleOf(
  head: string,
  window: Language & Pick<ProseWindow, 'start'> & Partial<Pick<ProseWindow, 'blocks'>>,
): string | undefined {
  const { grammar, start, blocks: read } = window;
  // A window that starts where the document does has read its head already.
  const blocks = start === 0 && read !== undefined ? read.filter((block) => block.start < head.length) : grammar.blocks(head, true);
  for (const block of blocks) {
    const source = head.slice(block.start, block.end);
    const pattern = block.kind === 'front-matter' ? frontMatterTitle : latexTitle;
    const found = (block.kind === 'front-matter' || block.kind === 'markup') && (pattern.exec(source) ?? latexTitle.exec(source));
    if (found && found[1] !== undefined) return plain(found[1].replace(/^(["'])(.*)\1\s*$/, '$2').trim(), window);
  }
  const first = start > 0 ? blocks.find(({ kind }) => kind === 'heading') : undefined;
  return first && plainHeading(head, first, window);
}

/** How a text is read: by which rules, and with what it says that names stand for. */
interface Language {
  readonly grammar: Grammar;
  readonly definitions?: Definitions | undefined;
}

/** What a reader reads of a heading. */
export function plainHeading(text: string, block: Block, { grammar, definitions }: Language): string {
  return onOneLine(visibleText(text, block, spansIn(text, block, grammar, definitions)).text).slice(0, longestHeading);
}

function plain(text: string, language: Language): string {
  return plainHeading(text, { kind: 'paragraph', start: 0, end: text.length }, language);
}
