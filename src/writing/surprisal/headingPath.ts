import { headingFinder, headingLines } from '../../prose/context/headingLines.js';
import { plainHeading, titleOf, titleReach } from '../../prose/context/headings.js';
import type { Block } from '../../prose/markup/block.js';
import type { ProseWindow } from '../../prose/markup/proseWindow.js';

/** The headings that a block is under, while the blocks of a text are read from the first to the last. */
export class HeadingPath {
  readonly #title: string | undefined;
  /** Outermost first, each of a lower level than the next. */
  #path: readonly Block[] = [];

  constructor(private readonly window: Pick<ProseWindow, 'start' | 'text' | 'grammar' | 'definitions'>) {
    this.#title = titleOf(window.text.slice(0, titleReach), window);
  }

  /** Goes on after a block. */
  pass(block: Block): void {
    if (block.kind !== 'heading') return;
    this.#path = [...this.#above(block), block];
  }

  /** What the model reads before a block: the headings above that the prose before it does not hold, then this prose. */
  before(block: Block, prose: string): string {
    const headings = this.#above(block).map((heading) => this.#text(heading));
    const own = block.kind === 'heading' ? this.#text(block) : undefined;
    const title = this.#title;
    const isInProse = headingFinder(prose);
    const isNew = (heading: string): boolean => heading !== '' && !isInProse(heading);
    const lines = headingLines(title === undefined || title === own || headings.includes(title) ? headings : [title, ...headings], isNew);
    return lines === '' ? prose : lines + prose.replace(/^\n+/, '');
  }

  /** A heading as a line of Markdown of the level that it has in the outline, whatever the language of the text. */
  line(block: Block): string {
    return `${'#'.repeat(Math.min(6, this.#above(block).length + 1))} ${this.#text(block)}`;
  }

  #above(block: Block): readonly Block[] {
    return block.kind === 'heading' ? this.#path.filter(({ level = 1 }) => level < (block.level ?? 1)) : this.#path;
  }

  #text(block: Block): string {
    return plainHeading(this.window.text, block, this.window);
  }
}
