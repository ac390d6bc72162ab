import { describe, expect, test } from 'vitest';
import { OutcomeWatch } from '../../../../src/sessions/completion/outcomeWatch.js';
import { caretAt } from '../../../util/caretAt.js';

/** What is reported when ` sat on it.` is shown after `The cat` and the text is then seen at some times. */
function outcome(...seen: [marked: string, afterMs: number][]): string[] {
  const reports: string[] = [];
  const watch = new OutcomeWatch((chance, what) => reports.push(`${what} ${chance}`));
  watch.shown({ caret: caretAt('The cat|'), text: ' sat on it.', firstWordLength: 4, chance: 0.5 }, 0);
  for (const [marked, afterMs] of seen) watch.seen(caretAt(marked), afterMs);
  return reports;
}

describe('What became of a suggestion is read from the text', () => {
  test.each<[name: string, expected: string[], ...seen: [string, number][]]>([
    ['accepted as a whole', ['accepted 0.5'], ['The cat sat on it.|', 900]],
    ['accepted, and more was written before it was seen', ['accepted 0.5'], ['The cat sat on it. I|', 900]],
    ['typed to its end, counted once', ['accepted 0.5'], ['The cat sat|', 300], ['The cat sat on it.|', 900]],
    ['its first word was accepted, then dismissed', ['accepted 0.5'], ['The cat sat|', 900], ['The cat sat by|', 1800]],
    ['dismissed after time to read it', ['dismissed 0.5'], ['The cat ran|', 750]],
    ['dismissed after a letter of it', ['dismissed 0.5'], ['The cat s|', 500], ['The cat sl|', 900]],
    ['gone before it could be read', [], ['The cat r|', 200], ['The cat ran|', 900]],
    ['still there', [], ['The cat|', 900], ['The cat s|', 1900]],
    ['the caret went elsewhere', ['dismissed 0.5'], ['A new story|', 5000]],
  ])('%s', (_, expected, ...seen) => {
    expect(outcome(...seen)).toEqual(expected);
  });

  test('the same suggestion shown again is counted once, from its first moment', () => {
    const reports: string[] = [];
    const watch = new OutcomeWatch((_, what) => reports.push(what));
    const shown = { caret: caretAt('The cat|'), text: ' sat', firstWordLength: 4, chance: 0.5 };
    watch.shown(shown, 0);
    watch.shown(shown, 700);
    watch.seen(caretAt('The cat ran|'), 800);
    watch.seen(caretAt('The cat ran |'), 900);
    expect(reports).toEqual(['dismissed']);
  });
});
