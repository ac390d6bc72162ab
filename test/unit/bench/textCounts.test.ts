import { expect, test } from 'vitest';
import { goldenRules, goldenRulesKept } from '../../../bench/text/goldenRules.js';
import { addCounts, noText } from '../../../bench/text/textCounts.js';

test.each([
  ['restructuredtext', 'Use the ``:ref:`x``` role here. Use **words** now.', [2, 0, 0]],
  ['asciidoc', 'Write `link:a[b]` for it. Or not at all.', [2, 0, 0]],
  ['latex', 'Let $\\idfunc[A]$ be of \\(B\\) here. Then go on.', [2, 0, 0]],
  ['typst', 'Write `#text(a)[b]` for it.\n\nand so it goes on.', [2, 1, 0]],
  ['plaintext', 'See [[this]] at last. It is {{old}} text.', [2, 0, 2]],
])('of %s, code and formulas are no signs that were left over', (language, text, [sentences, lowerCase, withSigns]) => {
  expect(addCounts(noText, text, language)).toEqual({ documents: 1, sentences, lowerCase, withSigns });
});

test('one golden rule is not kept', () => {
  expect(goldenRulesKept()).toBe(goldenRules.length - 1);
});
