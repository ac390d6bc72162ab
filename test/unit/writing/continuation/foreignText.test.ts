import { expect, test } from 'vitest';
import { isForeignText } from '../../../../src/writing/continuation/foreignText.js';

const english = 'The lighthouse stood on a rock at the end of the point, and the same man had kept it for thirty years.';
const german = 'Der Leuchtturm stand auf einem Felsen am Ende der Landzunge, und derselbe Mann hatte ihn dreißig Jahre lang gehütet.';

test.each([
  ['Chinese', '灯塔矗立在岬角尽头的岩石上，', true],
  ['Russian', 'Маяк стоял на скале у самого', true],
  ['Japanese', '灯台は岬の先の岩の上に', true],
  ['German', german, true],
  ['a few words of German', 'Der alte Mann ging mit dem', true],
  ['a few words of French', 'Le vieil homme est dans la', true],
  ['German behind English', `${english}\n\n${german}`, true],
  ['English', english, false],
  ['English behind German', `${german}\n\n${english}`, false],
  ['English with a few signs of Chinese', `灯塔 🗼 ${english}`, false],
  ['a few words of English', 'The old man went to die', false],
  ['a word or two', 'Der Mann', false],
  ['nothing', '', false],
])('tells whether a text is clearly not English: %s', (_what, text, expected) => {
  expect(isForeignText(text)).toBe(expected);
});
