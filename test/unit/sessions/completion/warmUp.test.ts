import { expect, test } from 'vitest';
import { type CancellationToken, neverCancelled } from '../../../../src/common/cancellation.js';
import type { WarmRequest, WarmResult } from '../../../../src/common/methods/completion.js';
import { type RestingPlace, WarmUp } from '../../../../src/sessions/completion/warmUp.js';
import { FakeClock } from '../../../util/fakeClock.js';

function setUp(answer = (): Promise<WarmResult> => Promise.resolve({ contextTokens: 1, reusedTokens: 0 })): {
  clock: FakeClock;
  warmUp: WarmUp;
  read: string[];
  tokens: CancellationToken[];
  failures: unknown[];
} {
  const clock = new FakeClock();
  const read: string[] = [];
  const tokens: CancellationToken[] = [];
  const failures: unknown[] = [];
  const warm = ({ context }: WarmRequest, token = neverCancelled): Promise<WarmResult> => {
    read.push(context.before);
    tokens.push(token);
    return answer();
  };
  return { clock, warmUp: new WarmUp({ warm }, clock, (error) => failures.push(error)), read, tokens, failures };
}

function place(before: string): RestingPlace {
  return { key: before, context: () => ({ headings: [], before, after: '' }) };
}

test('The text before a caret that rests is read once', async () => {
  const { clock, warmUp, read } = setUp();
  warmUp.caretAt(place('The cat'));
  await clock.advance(499);
  expect(read).toEqual([]);
  await clock.advance(1);
  warmUp.caretAt(place('The cat'));
  await clock.advance(1000);
  expect(read).toEqual(['The cat']);
});

test('A text that was just opened is read at once, also where its caret is set again', async () => {
  const { clock, warmUp, read } = setUp();
  warmUp.caretAt(place('The cat'), true);
  warmUp.caretAt(place('The cat'));
  await clock.advance(50);
  expect(read).toEqual(['The cat']);
});

test('A caret that moves on is not followed', async () => {
  const { clock, warmUp, read } = setUp();
  for (const before of ['T', 'Th', 'The']) {
    warmUp.caretAt(place(before));
    await clock.advance(200);
  }
  await clock.advance(1000);
  expect(read).toEqual(['The']);
});

test('Where nothing is suggested nothing is read, and reading ends', async () => {
  const { clock, warmUp, read, tokens } = setUp();
  warmUp.caretAt(place('The cat'));
  await clock.advance(500);
  warmUp.caretAt(undefined);
  await clock.advance(1000);
  expect(read).toEqual(['The cat']);
  expect(tokens[0]?.isCancellationRequested).toBe(true);
});

test('A place that could not be read is tried again', async () => {
  const { clock, warmUp, read, failures } = setUp(() => Promise.reject(new Error('gone')));
  warmUp.caretAt(place('The cat'));
  await clock.advance(500);
  warmUp.caretAt(place('The cat'));
  await clock.advance(500);
  expect(read).toHaveLength(2);
  expect(failures).toHaveLength(2);
});

test('No timer outlives it', () => {
  const { clock, warmUp } = setUp();
  warmUp.caretAt(place('The cat'));
  warmUp.dispose();
  expect(clock.pending).toBe(0);
});

test('A model that the writer has unloaded is not loaded again by a caret that rested before, only by one that moves', async () => {
  const { clock, warmUp, read } = setUp();
  warmUp.caretAt(place('The cat'));
  await clock.advance(400);
  warmUp.unloaded();
  await clock.advance(1000);
  expect(read).toEqual([]);
  warmUp.caretAt(place('The cat sat'));
  await clock.advance(500);
  expect(read).toEqual(['The cat sat']);
});
