import { beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import { checkedCount, markdown, Reviewer, stranger, warnings } from './reviewer.js';

const uri = 'file:///book/one.md';
const calm = 'The keeper lit the lamp. He wrote down the wind. He put the lamp out.';
const odd = `Then he slept well. He woke at noon. ${stranger} He ate his bread. He went out.`;
const text = `${calm}\n\n${odd}\n`;
const minute = 60_000;

let reviewer: Reviewer;
beforeEach(() => {
  reviewer = new Reviewer();
});

const check = (content = text): Promise<void> => reviewer.results.follow(uri).run(markdown(content), neverCancelled);
const found = (): string[] | undefined => warnings(reviewer.results.get(uri));

describe('Results of a check stay', () => {
  beforeEach(() => check());

  test('when the editor closes the document, for as long as the text is the same', async () => {
    reviewer.results.closed(uri);
    await reviewer.clock.advance(60 * minute);
    expect(found()).toEqual([stranger]);
  });

  test('when the file is opened and closed again, without another question to a model', async () => {
    const { asked } = reviewer;
    reviewer.open.set(uri, text);
    await reviewer.results.opened(uri, markdown(text));
    await reviewer.clock.advance(minute);
    reviewer.results.closed(uri);
    expect([found(), reviewer.asked]).toEqual([[stranger], asked]);
  });

  test('where they still fit after a change on the disk: only changed paragraphs lose theirs', async () => {
    const { asked } = reviewer;
    await reviewer.results.changedOnDisk(uri, markdown(`# New\n\n${calm.replace('wind', 'rain')}\n\n${odd}\n`));
    await reviewer.clock.advance(minute);
    expect([found(), checkedCount(reviewer.results.get(uri)), reviewer.asked]).toEqual([[stranger], 1, asked]);
  });

  test('until the text changes there', async () => {
    await reviewer.results.changedOnDisk(uri, markdown(`${calm}\n`));
    expect([found(), checkedCount(reviewer.results.get(uri))]).toEqual([[], 1]);
  });

  test('where they fit after an edit, and the changed paragraph is checked again once the writer pauses', async () => {
    const edited = `${calm}\n\n${odd.replace(`${stranger} `, '')}\n`;
    reviewer.open.set(uri, edited);
    reviewer.results.get(uri)?.edited(-1);
    expect(found()).toBeUndefined();
    await reviewer.clock.advance(minute);
    expect([found(), checkedCount(reviewer.results.get(uri))]).toEqual([[], 2]);
  });

  test('when an edit is thrown away with its document', async () => {
    reviewer.open.set(uri, `${text}More.`);
    reviewer.results.get(uri)?.edited(-1);
    reviewer.open.delete(uri);
    reviewer.results.closed(uri);
    await reviewer.results.opened(uri, markdown(text));
    expect(found()).toEqual([stranger]);
  });

  test('in the order of their checks, each under its file, until they are cleared', async () => {
    const removed: string[] = [];
    reviewer.results.onDidRemove((each) => removed.push(each));
    await reviewer.results.follow('file:///book/two.md').run(markdown(calm), neverCancelled);
    expect(reviewer.results.all.map((file) => file.uri)).toEqual([uri, 'file:///book/two.md']);
    reviewer.results.clear();
    expect([reviewer.results.all, removed]).toEqual([[], [uri, 'file:///book/two.md']]);
  });
});

test('What a check finds in its first paragraph is shown before it reads the next', async () => {
  let shown: readonly string[] | undefined;
  reviewer.results.onDidChange(() => (shown = found()));
  const shownAtQuestions: unknown[] = [];
  reviewer.onAsk = () => shownAtQuestions.push(shown);
  await check(`${odd}\n\n${calm}\n`);
  expect(shownAtQuestions.at(-1)).toEqual([stranger]);
});

describe('A mute', () => {
  const mute = pairMute('He woke at noon.', stranger);

  test('quiets a warning without another check, and its end brings the warning back', async () => {
    await check();
    const { asked } = reviewer;
    reviewer.mutes = [mute];
    await reviewer.results.get(uri)?.remute();
    expect(found()).toEqual([]);
    reviewer.mutes = [];
    await reviewer.results.get(uri)?.remute();
    expect([found(), reviewer.asked]).toEqual([[stranger], asked]);
  });

  test('of the whole file can be taken back', async () => {
    await check();
    reviewer.mutes = [{ kind: 'file' }];
    await reviewer.results.get(uri)?.remute();
    expect(checkedCount(reviewer.results.get(uri))).toBe(0);
    reviewer.mutes = [];
    await reviewer.results.get(uri)?.remute();
    expect(found()).toEqual([stranger]);
  });

  test('that is made during a check does not hide what the check finds later', async () => {
    let isFirst = true;
    reviewer.onAsk = () => {
      if (!isFirst) return;
      isFirst = false;
      void reviewer.results.get(uri)?.remute();
    };
    await check();
    expect([found(), checkedCount(reviewer.results.get(uri))]).toEqual([[stranger], 2]);
  });
});

describe('A check that is cancelled', () => {
  const long = Array.from({ length: 60 }, (_, index) => text.replaceAll('lamp', `lamp ${index}`)).join('\n\n');

  /** Cancels after the model was asked for the third time. */
  async function cancelledCheck(): Promise<void> {
    const source = new CancellationSource();
    let questions = 0;
    reviewer.onAsk = () => {
      if (++questions === 3) source.cancel();
    };
    await expect(reviewer.results.follow(uri).run(markdown(long), source.token)).rejects.toMatchObject({ code: 'cancelled' });
    reviewer.onAsk = () => undefined;
  }

  test('leaves what it has found', async () => {
    await cancelledCheck();
    expect(checkedCount(reviewer.results.get(uri))).toBeGreaterThan(0);
  });

  test('does not go on by itself: not after a mute, and after an edit only where the text was edited', async () => {
    await cancelledCheck();
    const [count, { asked }] = [checkedCount(reviewer.results.get(uri)), reviewer];
    await reviewer.results.get(uri)?.remute();
    await reviewer.clock.advance(minute);
    expect([checkedCount(reviewer.results.get(uri)), reviewer.asked]).toEqual([count, asked]);
    reviewer.open.set(uri, `${long}\n\nIt began to rain. He went home.\n`);
    reviewer.results.get(uri)?.edited(-1);
    await reviewer.clock.advance(minute);
    expect(checkedCount(reviewer.results.get(uri))).toBe(count + 1);
  });
});

describe('A check that an edit overtakes', () => {
  const long = Array.from({ length: 60 }, (_, index) => text.replaceAll('lamp', `lamp ${index}`)).join('\n\n');
  const edited = `${long}\n\nIt began to rain. He went home.\n`;

  /** The text is edited after the model was asked for the third time. */
  function edit(): void {
    let questions = 0;
    reviewer.onAsk = () => {
      if (++questions !== 3) return;
      reviewer.open.set(uri, edited);
      reviewer.results.get(uri)?.edited(-1);
    };
  }

  test('ends without a failure, and reads no more of a text that is gone', async () => {
    edit();
    await check(long);
    const { latest, current } = reviewer.results.follow(uri);
    expect([current, latest?.isComplete, reviewer.asked < 100]).toEqual([undefined, false, true]);
  });

  test('goes on with the new text once the writer pauses', async () => {
    edit();
    await check(long);
    reviewer.onAsk = () => undefined;
    await reviewer.clock.advance(minute);
    const { current } = reviewer.results.follow(uri);
    expect([current?.source.text === edited, current?.isComplete, checkedCount(reviewer.results.get(uri))]).toEqual([true, true, 121]);
  });

  test('is a cancelled one where the reviewer cancels it', async () => {
    const source = new CancellationSource();
    reviewer.onAsk = () => source.cancel();
    await expect(reviewer.results.follow(uri).run(markdown(long), source.token)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('A check that is asked for again tries what could not be measured', async () => {
  reviewer.lacks = ['next-sentence', 'surprisal'];
  await check();
  expect(found()).toEqual([]);
  reviewer.lacks = [];
  await check();
  expect(found()).toEqual([stranger]);
});

test('A check of changed lines stays one of those lines and of what is edited afterwards', async () => {
  const within = [{ start: text.indexOf(odd), end: text.length }];
  const whole = `${text}\nIt began to rain. He stayed at home.\n`;
  await reviewer.results.follow(uri).run(markdown(whole), neverCancelled, { within });
  expect([found(), checkedCount(reviewer.results.get(uri))]).toEqual([[stranger], 1]);
  reviewer.open.set(uri, whole.replace('keeper', 'old keeper'));
  reviewer.results.get(uri)?.edited(-1);
  await reviewer.clock.advance(minute);
  expect([found(), checkedCount(reviewer.results.get(uri))]).toEqual([[stranger], 2]);
});

test('A check that is over after its results were cleared shows nothing', async () => {
  reviewer.onAsk = () => reviewer.results.clear();
  const changed: string[] = [];
  reviewer.results.onDidChange((file) => changed.push(file.uri));
  await check();
  expect([reviewer.results.all, changed.length]).toEqual([[], 1]);
});
