import { beforeEach, describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../../src/common/translate.js';
import { type Proposal, Proposals } from '../../../../../src/sessions/flow/proposals/proposals.js';

const proposal: Proposal = {
  uri: 'file:///one.md',
  source: 'He came. He left.',
  span: { start: 8, end: 8 },
  text: ' It rained.',
  title: 'A linking sentence',
  question: 'Read it.',
  consent: 'Insert Sentence',
};
const changed = 'He came. It rained. He left.';

/** A writer who looks at proposals. */
class Writer {
  text = proposal.source;
  open: readonly string[] = [];
  readonly told: string[] = [];
  readonly answers: ((isAccepted: boolean) => void)[] = [];
  dismissed = 0;
  readonly proposals = new Proposals(
    {
      open: (id) => {
        this.open = [...this.open, id];
        return Promise.resolve();
      },
      close: (id) => {
        this.open = this.open.filter((each) => each !== id);
        return Promise.resolve();
      },
      ask: () => new Promise((resolve) => this.answers.push(resolve)),
      dismiss: () => {
        this.dismissed++;
        return Promise.resolve();
      },
      tell: (message) => this.told.push(message),
      replace: (_, { start, end }, text) => {
        this.text = this.text.slice(0, start) + text + this.text.slice(end);
        return Promise.resolve(true);
      },
      read: () => Promise.resolve(this.text),
      show: () => Promise.resolve(),
    },
    inEnglish,
  );
}

let writer: Writer;
beforeEach(async () => {
  writer = new Writer();
  await writer.proposals.offer(proposal);
});

test('A proposal is shown as the text would be, and nothing changes', () => {
  expect([writer.open, writer.proposals.text('1'), writer.text]).toEqual([['1'], changed, proposal.source]);
});

test('What is accepted in the title of the comparison is done, and its question goes', async () => {
  await writer.proposals.accept('1');
  expect([writer.text, writer.open, writer.dismissed]).toEqual([changed, [], 1]);
});

test('What is accepted in the message is done', async () => {
  writer.answers[0]?.(true);
  await expect.poll(() => writer.text).toBe(changed);
});

test('What is discarded leaves the text as it is, and cannot be accepted afterwards', async () => {
  await writer.proposals.discard('1');
  await writer.proposals.accept('1');
  expect([writer.text, writer.open, writer.proposals.text('1')]).toEqual([proposal.source, [], '']);
});

test('What is accepted twice is done once, and nobody is told otherwise', async () => {
  await Promise.all([writer.proposals.accept('1'), writer.proposals.accept('1')]);
  expect([writer.text, writer.told]).toEqual([changed, []]);
});

describe('Where the text has changed meanwhile', () => {
  test('nothing is done, and that is said', async () => {
    writer.text = 'Then he came. He left.';
    await writer.proposals.accept('1');
    expect(writer.text).toBe('Then he came. He left.');
    expect(writer.told).toEqual(['The text has changed in the meantime, so nothing was changed. Ask again.']);
  });
});

test('Two proposals do not know each other', async () => {
  await writer.proposals.offer({ ...proposal, text: ' It snowed.' });
  await writer.proposals.discard('1');
  expect([writer.open, writer.proposals.text('2')]).toEqual([['2'], 'He came. It snowed. He left.']);
});
