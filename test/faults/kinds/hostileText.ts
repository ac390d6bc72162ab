import { expectNumbers, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { ask } from '../requests.js';
import type { SeededRandom } from '../seededRandom.js';

const atoms = [
  ...[
    'the ',
    'harbour',
    ' was',
    '. ',
    ', ',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\u00a0',
    '\u2028',
    '\u0000',
    '\u0004',
    '\u001b[31m',
    '\ufeff',
    '\ufffd',
  ],
  ...['\ud800', '\udc00', '🙂', '👩‍👩‍👧', '\u200d', '\u200b', '\u202e', 'e\u0301', 'ﷺ', 'ß', 'İ', '漢字', 'עברית', 'ไทย', '\u0e33'],
  ...[
    '[MASK]',
    '[CLS]',
    '[SEP]',
    '[UNK]',
    '<|endoftext|>',
    '</s>',
    '___',
    '```',
    '$$',
    '\\',
    '%',
    '{{',
    '<!--',
    '|-',
    '"',
    '“',
    '’',
    '…',
    '—',
  ],
  ...['0', '1e999', '-0', 'NaN', '__proto__', 'constructor', '%s%n', '../../', 'javascript:'],
];

/** A text that no writer would type: every method answers with numbers, or says why not. */
export const hostileText: FaultKind = {
  name: 'a hostile text',
  share: 25,
  async run(random, workshop) {
    expectNumbers(await orReason(ask(workshop.engine(), random, hostile(random)), ['bad-request', 'text-invalid', 'model-unsupported']));
  },
};

function hostile(random: SeededRandom): string {
  const kinds = 1 + random.below(6);
  const own = Array.from({ length: kinds }, () => random.pick(atoms));
  const length = random.pick([0, 1, 2, 5, 20, 100, 600]);
  return Array.from({ length }, () => (random.below(20) === 0 ? String.fromCharCode(random.below(65_536)) : random.pick(own))).join('');
}
