import { beforeEach, describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { type GrowingProposal, type Proposal, Proposals } from '../../../../src/sessions/proposals/proposals.js';

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
  readonly refreshed: string[] = [];
  readonly proposals = new Proposals(
    {
      open: (id) => {
        this.open = [...this.open, id];
        return Promise.resolve();
      },
      refresh: (id) => this.refreshed.push(this.proposals.text(id)),
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

describe('A proposal that is still being written', () => {
  const growing = { ...proposal, text: '' };
  let answered: number;
  let written: GrowingProposal;
  beforeEach(async () => {
    writer = new Writer();
    answered = 0;
    written = await writer.proposals.begin(growing, () => answered++);
  });

  test('is shown as it grows, and asks nothing before it is finished', () => {
    written.show(' It');
    written.show(' It rained.');
    expect([writer.refreshed, writer.answers.length]).toEqual([['He came. It He left.', changed], 0]);
    written.finish(' It rained.');
    expect([writer.refreshed.length, writer.answers.length]).toEqual([2, 1]);
  });

  test('is shown once more where it ends otherwise than it was shown', () => {
    written.show(' It rained. And');
    written.finish(' It rained.');
    expect(writer.refreshed.at(-1)).toBe(changed);
  });

  test('can be accepted as far as it is there, and whoever writes it is told', async () => {
    written.show(' It');
    await writer.proposals.accept('1');
    expect([writer.text, answered, written.isOpen]).toEqual(['He came. It He left.', 1, false]);
    written.show(' It rained.');
    written.finish(' It rained.');
    expect([writer.refreshed.length, writer.answers.length]).toEqual([1, 0]);
  });

  test('can be discarded, by the writer and by who writes it', async () => {
    await writer.proposals.discard('1');
    expect([writer.text, answered, written.isOpen, writer.open]).toEqual([proposal.source, 1, false, []]);
    const second = await writer.proposals.begin(growing);
    await second.discard();
    expect(writer.open).toEqual([]);
  });
});
