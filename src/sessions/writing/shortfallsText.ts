import type { Shortfall } from '../../common/methods/writing.js';
import type { Translate } from '../../common/translate.js';

/** A writer need not read all of a long part to find it. */
const longestPart = 40;

/** What is the matter with what a model wrote, in a sentence for each kind; nothing where all is well. */
export function shortfallsText(shortfalls: readonly Shortfall[], given: string, t: Translate): string | undefined {
  const of = (why: Shortfall['why']): readonly Shortfall[] => shortfalls.filter((each) => each.why === why);
  const lines = (all: readonly Shortfall[]): string =>
    [...new Set(all.map(({ offset }) => given.slice(0, offset).split('\n').length))].join(', ');
  const missing = of('markup');
  const cut = of('max-tokens');
  const stayed = [...of('repetition'), ...of('nothing')];
  const parts = missing.slice(0, 3).map(({ offset, length }) => shortened(given.slice(offset, offset + length)));
  const sentences = [
    missing.length > 0 && t('Left out: {0}.', parts.join(', ') + (missing.length > parts.length ? ' …' : '')),
    cut.length > 0 && t('The answer was cut off for the part from line {0} of the selection.', lines(cut)),
    stayed.length > 0 && t('There was no usable answer for the part from line {0} of the selection.', lines(stayed)),
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function shortened(part: string): string {
  const line = part.trim().replace(/\s+/g, ' ');
  return line.length <= longestPart ? line : `${line.slice(0, longestPart)}…`;
}
