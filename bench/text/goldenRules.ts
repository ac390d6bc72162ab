import { sentences } from '../../src/prose/sentences.js';

/**
 * The golden rules of English sentence splitting, of the Pragmatic Segmenter and pySBD (tests/lang/test_english.py): the same
 * 48 rules in the same order, in words of our own. `|` stands wherever a sentence ends and another follows.
 */
export const goldenRules: readonly string[] = [
  'Good day, all.| The harbor is open.',
  'Where is the boat?| The harbor is open.',
  'There she is!| We found her.',
  'The captain is Ada M. Stone.',
  'Please look at p. 31.',
  'Were Tom and co. on the boat?',
  'The deal was made with Stone, Reed & Co. at dusk.',
  "Let's ask Tom and co.| They should know.",
  'The deal was made with Stone, Reed & Co.| It was a good one.',
  'We can see Mt. Etna from here.',
  "St. Anne's Church is on 3rd st. near the pier.",
  "That is Tom Reed Jr.'s boat.",
  'We sailed to the U.S.A. last year.',
  'They live in the E.U.| How about you?',
  'They live in the U.S.| How about you?',
  'She works for the U.S. Government in Boston.',
  'We have lived in the U.S. for ten years.',
  'At 5 a.m. Mr. Stone went out.| He left the boat at 6 P.M.| Mr. Stone then went home.',
  'He has $40.00 in his pocket.',
  'He has $40.00.| It is in his pocket.',
  'He teaches sailing (He was a pilot for nine years.) at the local school.',
  'Write to Ada.Stone@example.com.| She answers.',
  'The page is: https://www.example.50.com/new-page/long_story.html.| Please read it.',
  "He looked up, 'That is odd.' he said.",
  'He looked up, "That is odd." he said.',
  'He looked up, "That is odd."| He put the rope down on the deck.',
  'Ahoy!!| It has been a long time.',
  'Ahoy??| Who is there?',
  'Ahoy!?| Is that you?',
  'Ahoy?!| Is that you?',
  '1.) A red lamp| 2.) A blue rope',
  '1.) A red lamp.| 2.) A blue rope.',
  '1) A red lamp| 2) A blue rope',
  '1) A red lamp.| 2) A blue rope.',
  '1. A red lamp| 2. A blue rope',
  '1. A red lamp.| 2. A blue rope.',
  '• 9. A red lamp| • 10. A blue rope',
  '⁃9. A red lamp| ⁃10. A blue rope',
  'a. A red lamp| b. A blue rope| c. A cold sea',
  'It is kept under N°. 17.204.9.| Look there first.',
  'She sails for Yahoo! in the summer.',
  'We make a good crew, you and I.| Did you see Albert I. Stone today?',
  'Reed says that in a calm “the laws of the sea will seem less strict. . . .”',
  '"Reed [...] drew the tides as stairs [...]" (Stone 55).',
  'If words are left out at the end of a sentence, show it with dots and then end it with a full stop . . . .| Here is another.',
  'I never wanted that....| She left the deck.',
  "I wasn’t really ... well, what I mean...see . . . what I'm saying, the thing is . . . I didn’t mean it.",
  'One more trade . . . was that of weaving nets by hand.| . . . The craft did not die. . . .',
];

/**
 * Rules that are not kept, by their place in the list. Of a full stop with three spaced dots behind it, the last one gives the
 * dots to the sentence that follows; style guides and our readers give them to the one that ends ("He waited. . . .").
 */
export const goldenRulesNotKept: ReadonlySet<number> = new Set([47]);

/** A text with a mark at each sentence end behind which another sentence follows, as a rule is written. */
export function marked(text: string): string {
  let result = '';
  let from = 0;
  for (const { end } of sentences(text).slice(0, -1)) {
    result += `${text.slice(from, end)}|`;
    from = end;
  }
  return result + text.slice(from);
}

/** How many of the rules are kept. */
export function goldenRulesKept(): number {
  return goldenRules.filter((rule) => marked(rule.replaceAll('|', '')) === rule).length;
}
