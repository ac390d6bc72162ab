import { describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import { completion, queryAt } from './marked.js';
import { debounceMs, type Setup, setUp } from './scriptedSession.js';

const cat = { 'The cat': [completion(' sat on the mat.')] };

describe('Typing along with a suggestion costs no work', () => {
  test('each key leaves the rest of it', async () => {
    const { suggest, engine } = setUp(cat);
    expect(await suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
    expect(await suggest(queryAt('The cat |'))).toEqual(['sat on the mat.']);
    expect(await suggest(queryAt('The cat sat on|'))).toEqual([' the mat.']);
    expect(engine.asked).toEqual(['The cat']);
  });

  test('so does taking it back, to any place that was seen', async () => {
    const { suggest, engine } = setUp(cat);
    await suggest(queryAt('The cat|'));
    await suggest(queryAt('The cat sat|'));
    expect(await suggest(queryAt('The cat s|'))).toEqual(['at on the mat.']);
    expect(await suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
    expect(engine.asked).toHaveLength(1);
  });

  test('a place where nothing is good enough is not asked for again', async () => {
    const { suggest, engine } = setUp({ 'The cat': [completion(' sat', 0.01)] });
    expect(await suggest(queryAt('The cat|'))).toEqual([]);
    expect(await suggest(queryAt('The cat|'))).toEqual([]);
    expect(engine.asked).toHaveLength(1);
  });

  test('other text asks anew', async () => {
    const { suggest, engine } = setUp({ ...cat, 'The cat r': [completion('an away.')] });
    await suggest(queryAt('The cat|'));
    expect(await suggest(queryAt('The cat r|'))).toEqual(['an away.']);
    expect(engine.asked).toEqual(['The cat', 'The cat r']);
  });

  test('so does a bracket that the editor closes by itself', async () => {
    const { suggest, engine } = setUp({ 'The cat ': [completion('(a tabby) sat.')] });
    await suggest(queryAt('The cat |'));
    expect(await suggest(queryAt('The cat (|)'))).toEqual(['a tabby']);
    expect(engine.asked).toHaveLength(1);
  });

  test('text that changed after the caret asks anew', async () => {
    const { suggest, engine } = setUp(cat);
    await suggest(queryAt('The cat|'));
    await suggest(queryAt('The cat| is here'));
    expect(engine.asked).toHaveLength(2);
  });
});

describe('The engine works on one place at a time', () => {
  test('it is asked when the writer pauses', async () => {
    const { session, clock, engine } = setUp(cat);
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(debounceMs - 1);
    expect(engine.asked).toEqual([]);
    await clock.advance(1);
    expect(engine.asked).toEqual(['The cat']);
  });

  test('a key during the pause starts it anew', async () => {
    const { session, clock, engine } = setUp(cat);
    const source = new CancellationSource();
    const first = session.suggest(queryAt('The ca|'), source.token);
    await clock.advance(50);
    source.cancel();
    void session.suggest(queryAt('The cat|'), neverCancelled);
    expect(await first).toBeUndefined();
    await clock.advance(debounceMs);
    expect(engine.asked).toEqual(['The cat']);
  });

  test('work that turns out to fit what was typed meanwhile is used', async () => {
    const { session, clock, engine, suggest } = setUp(cat);
    engine.answerAfterMs = 200;
    const source = new CancellationSource();
    const first = session.suggest(queryAt('The cat|'), source.token);
    await clock.advance(debounceMs + 50);
    source.cancel();
    expect(await suggest(queryAt('The cat s|'))).toEqual(['at on the mat.']);
    expect(await first).toBeUndefined();
    expect([engine.asked, engine.cancelled]).toEqual([['The cat'], []]);
  });

  test('work that turns out not to fit is followed at once by the right one', async () => {
    const { session, clock, engine } = setUp({ ...cat, 'The cat r': [completion('an.')] });
    engine.answerAfterMs = 200;
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(debounceMs + 50);
    void session.suggest(queryAt('The cat r|'), neverCancelled);
    await clock.advance(150);
    expect(engine.asked).toEqual(['The cat', 'The cat r']);
  });

  test.each([
    ['at another place', 'Some dog|'],
    ['after text was deleted', 'The ca|'],
    ['on a new line', 'The cat\n|'],
    ['far ahead', 'The cat and all of its friends|'],
  ])('work is given up when the caret is %s', async (_, marked) => {
    const { session, clock, engine } = setUp(cat);
    engine.answerAfterMs = 200;
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(debounceMs + 50);
    void session.suggest(queryAt(marked), neverCancelled);
    await clock.advance(0);
    expect(engine.cancelled).toEqual(['The cat']);
  });

  test('when a suggestion was taken to its end, the next one is asked for at once', async () => {
    const { session, suggest, clock, engine } = setUp({ ...cat, 'The cat sat on the mat.': [completion(' It slept.')] });
    await suggest(queryAt('The cat|'));
    void session.suggest(queryAt('The cat sat on the mat.|'), neverCancelled);
    await clock.advance(0);
    expect(engine.asked).toEqual(['The cat', 'The cat sat on the mat.']);
  });

  test('it tells when it is at work', async () => {
    const { suggest, session, busy, clock, engine } = setUp(cat);
    await suggest(queryAt('The cat|'));
    engine.answerAfterMs = 500;
    void session.suggest(queryAt('A dog|'), neverCancelled);
    await clock.advance(200);
    session.dispose();
    expect(busy).toEqual([true, false, true, false]);
  });
});

describe('An answer for which the editor no longer waits', () => {
  const loadMs = 20_000;
  /** The writer types while the model loads; then the editor gives up the last of its requests. */
  const giveUp = async (setup: Setup, ...typed: readonly string[]): Promise<void> => {
    const { session, clock, engine } = setup;
    engine.answerAfterMs = loadMs;
    for (const marked of typed) {
      const source = new CancellationSource();
      void session.suggest(queryAt(marked), source.token);
      await clock.advance(debounceMs + 50);
      source.cancel();
    }
  };

  test('is told with the place, where the editor then gets it at once', async () => {
    const setup = setUp(cat);
    await giveUp(setup, 'The cat|');
    expect(setup.unheard).toEqual([]);
    await setup.clock.advance(loadMs);
    expect(setup.unheard).toEqual(['The cat']);
    expect(await setup.suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
    expect(setup.engine.asked).toHaveLength(1);
  });

  test('is told of the place where the writer is by then', async () => {
    const setup = setUp(cat);
    await giveUp(setup, 'The cat|', 'The cat s|');
    await setup.clock.advance(loadMs);
    expect(setup.unheard).toEqual(['The cat s']);
  });

  test('is told where it does not fit what was typed meanwhile, so that the editor asks for what does', async () => {
    const setup = setUp({ ...cat, 'The cat r': [completion('an.')] });
    await giveUp(setup, 'The cat|', 'The cat r|');
    await setup.clock.advance(loadMs);
    expect(setup.unheard).toEqual(['The cat r']);
  });

  test.each<[string, (setup: Setup) => unknown]>([
    ['there is nothing to show', ({ engine }) => (engine.script['The cat'] = [])],
    ['the engine failed', ({ engine }) => delete engine.script['The cat']],
    ['the editor asks elsewhere', ({ session }) => session.suggest(queryAt('A dog|'), neverCancelled)],
    ['the writer asks', ({ session }) => session.suggest(queryAt('The cat|', { explicit: true }), neverCancelled)],
    ['Cloze was switched off', ({ session }) => session.clear()],
  ])('is not told when %s', async (_, change) => {
    const setup = setUp({ ...cat, 'A dog': [] });
    await giveUp(setup, 'The cat|');
    void change(setup);
    await setup.clock.advance(3 * loadMs);
    expect(setup.unheard).toEqual([]);
  });

  test('is told once', async () => {
    const setup = setUp(cat);
    await giveUp(setup, 'The cat|');
    await setup.clock.advance(loadMs);
    setup.engine.answerAfterMs = 0;
    await setup.suggest(queryAt('The cat|'));
    await setup.suggest(queryAt('The cat|', { explicit: true }));
    expect(setup.unheard).toHaveLength(1);
  });
});

describe('A request that the editor gave up before the engine was asked', () => {
  const giveUp = async ({ session, clock }: Setup, marked: string): Promise<void> => {
    const source = new CancellationSource();
    void session.suggest(queryAt(marked), source.token);
    await clock.advance(debounceMs / 2);
    source.cancel();
    await clock.advance(debounceMs);
  };

  test('is told once the editor has not asked again for a while', async () => {
    const setup = setUp(cat);
    await giveUp(setup, 'The cat|');
    expect(setup.unheard).toEqual([]);
    await setup.clock.advance(1000);
    expect(setup.unheard).toEqual(['The cat']);
    expect(setup.engine.asked).toEqual([]);
    expect(await setup.suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
  });

  test('is told once for a place', async () => {
    const setup = setUp(cat);
    for (let times = 0; times < 3; times++) {
      await giveUp(setup, 'The cat|');
      await setup.clock.advance(1000);
    }
    expect(setup.unheard).toEqual(['The cat']);
  });

  test.each<[string, (setup: Setup) => unknown]>([
    ['the next key asks', ({ session }) => session.suggest(queryAt('The cat |'), neverCancelled)],
    ['Cloze was switched off', ({ session }) => session.clear()],
  ])('is not told when %s', async (_, change) => {
    const setup = setUp({ ...cat, 'The cat ': [completion('sat.')] });
    await giveUp(setup, 'The cat|');
    void change(setup);
    await setup.clock.advance(3000);
    expect(setup.unheard).toEqual([]);
  });
});

describe('What is shown depends on how sure the engine is', () => {
  test('the first word alone where only that is sure', async () => {
    const { suggest } = setUp({ 'The cat': [completion(' sat on the mat.', 0.05, 0.8)] });
    expect(await suggest(queryAt('The cat|'))).toEqual([' sat']);
  });

  test('inside a word only what is very sure', async () => {
    const { suggest } = setUp({ 'The c': [completion('a', 0.6)] });
    expect(await suggest(queryAt('The c|t', { insideWord: true }))).toEqual([]);
  });

  test('all that there is when the writer asks, without a pause, and without what is shown changing its place', async () => {
    const { suggest, session, engine, clock } = setUp({
      'The cat': [completion(' sat on the mat.', 0.6), completion(' ran away.', 0.02), completion(' is', 0.01)],
    });
    expect(await suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
    const asked = session.suggest(queryAt('The cat|', { explicit: true }), neverCancelled);
    await clock.advance(0);
    expect((await asked)?.choices.map(({ text }) => text)).toEqual([' sat on the mat.', ' ran away.', ' is']);
    expect(engine.requests.map(({ candidates, minConfidence }) => [candidates, minConfidence > 0])).toEqual([
      [1, true],
      [3, false],
    ]);
  });

  test('a longer form of what is shown takes its place', async () => {
    const { suggest, engine } = setUp({ 'The cat': [completion(' sat', 0.6)] });
    await suggest(queryAt('The cat|'));
    engine.script['The cat'] = [completion(' ran', 0.3), completion(' sat on the mat.', 0.2)];
    expect(await suggest(queryAt('The cat|', { explicit: true }))).toEqual([' sat on the mat.', ' ran']);
  });

  test('no more words than the writer wants', async () => {
    const { suggest } = setUp(cat);
    expect(await suggest(queryAt('The cat|', { preferences: { quietness: 'eager', maxWords: 2, stopAt: 'sentence' } }))).toEqual([
      ' sat on',
    ]);
  });

  test('nothing when the engine fails; the failure is told', async () => {
    const { suggest, failures } = setUp({});
    expect(await suggest(queryAt('The cat|'))).toBeUndefined();
    expect(failures).toHaveLength(1);
  });

  test('a cancel is no failure', async () => {
    const { session, failures, clock, engine } = setUp(cat);
    engine.answerAfterMs = 500;
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(200);
    session.clear();
    await clock.advance(1000);
    expect([engine.cancelled, failures]).toEqual([['The cat'], []]);
  });
});

describe('Cloze learns from what is taken and left', () => {
  test('taking a suggestion makes it bolder, leaving it makes it quieter', async () => {
    const { suggest, bias } = setUp({
      ...cat,
      'The cat sat on the mat. ': [completion('It slept.', 0.5)],
      'The cat sat on the mat. B': [],
    });
    await suggest(queryAt('The cat|'));
    await suggest(queryAt('The cat sat on the mat. |'));
    const taken = bias.value;
    expect(taken).toBeGreaterThan(0);
    await suggest(queryAt('The cat sat on the mat. B|'));
    expect(bias.value).toBeLessThan(taken);
  });

  test('what the writer asked for teaches nothing', async () => {
    const { suggest, bias } = setUp({ ...cat, 'The dog': [] });
    await suggest(queryAt('The cat|', { explicit: true }));
    await suggest(queryAt('The dog|'));
    expect(bias.value).toBe(0);
  });
});

test('Each answer is told with its numbers', async () => {
  const { suggest, records, engine } = setUp(cat);
  engine.answerAfterMs = 40;
  await suggest(queryAt('The cat|'));
  expect(records).toMatchObject([{ latencyMs: 40, candidates: [{ verdict: { show: 'whole' } }] }]);
});

test('An answer is told again where it is shown again, so that it can be explained there', async () => {
  const { suggest, records } = setUp({ ...cat, 'A dog': [completion(' barked.')] });
  for (const marked of ['The cat|', 'The cat s|', 'A dog|', 'The cat|']) await suggest(queryAt(marked));
  expect(records.map(({ before }) => before)).toEqual(['The cat', 'A dog', 'The cat']);
});

test('No timer outlives a session', async () => {
  const { session, clock, engine } = setUp(cat);
  engine.answerAfterMs = 500;
  const source = new CancellationSource();
  void session.suggest(queryAt('The cat|'), source.token);
  await clock.advance(10);
  source.cancel();
  await clock.advance(0);
  void session.suggest(queryAt('The cat|'), neverCancelled);
  await clock.advance(200);
  session.dispose();
  expect(clock.pending).toBe(0);
});

test('the candidate of which a word was taken stays first', async () => {
  const { session, suggest } = setUp({ 'The cat': [completion(' sat on'), completion(' ran off'), completion(' ran home')] });
  await suggest(queryAt('The cat|', { explicit: true }));
  const { caret } = queryAt('The cat|');
  const shown = session.choicesAt(caret).at(2);
  if (shown !== undefined) session.prefer(caret, shown);
  expect(await suggest(queryAt('The cat ran|', { explicit: true }))).toEqual([' home', ' off']);
});
