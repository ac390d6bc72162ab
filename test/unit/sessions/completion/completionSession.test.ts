import { describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import type { Completion } from '../../../../src/common/methods/completion.js';
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

describe('An answer from the last sentences alone', () => {
  test('is shown, and the whole text is read for the next one', async () => {
    const { engine, suggest } = setUp(cat);
    engine.isBrief = true;
    expect(await suggest(queryAt('The cat|'))).toEqual([' sat on the mat.']);
    expect(engine.requests[0]?.brief).toBe(true);
    expect(engine.warmed).toEqual(['The cat']);
  });

  test('is not what somebody gets who asks', async () => {
    const { engine, suggest } = setUp(cat);
    await suggest(queryAt('The cat|', { explicit: true }));
    expect(engine.requests[0]?.brief).toBe(false);
  });

  test('an answer from the whole text leaves nothing to read', async () => {
    const { engine, suggest } = setUp(cat);
    await suggest(queryAt('The cat|'));
    expect(engine.warmed).toEqual([]);
  });

  test('what is still being read is given up for another place, and when completions are turned off', async () => {
    const { engine, session, suggest, failures } = setUp({ ...cat, 'A dog': [completion(' barked.')] });
    engine.isBrief = true;
    await suggest(queryAt('The cat|'));
    await suggest(queryAt('A dog|'));
    expect(engine.cancelled).toEqual(['The cat']);
    session.clear();
    expect(engine.cancelled).toEqual(['The cat', 'A dog']);
    expect(failures).toEqual([]);
  });
});

describe('At a calm pace', () => {
  const calmMs = 40;
  const setUpCalm = (script: Record<string, readonly Completion[]>): Setup => setUp(script, calmMs);

  test('the engine works from the key on, and its answer is shown when the wait is over', async () => {
    const { session, clock, engine } = setUpCalm(cat);
    let answered = false;
    void session.suggest(queryAt('The cat|'), neverCancelled).then(() => (answered = true));
    await clock.advance(0);
    expect(engine.asked).toEqual(['The cat']);
    await clock.advance(calmMs - 1);
    expect(answered).toBe(false);
    await clock.advance(1);
    expect(answered).toBe(true);
  });

  test('an answer that comes after the wait is shown at once', async () => {
    const { session, clock, engine } = setUpCalm(cat);
    engine.answerAfterMs = 90;
    let answered = false;
    void session.suggest(queryAt('The cat|'), neverCancelled).then(() => (answered = true));
    await clock.advance(90);
    expect(answered).toBe(true);
  });

  test('the engine is asked once where it fails', async () => {
    const { suggest, engine, failures } = setUpCalm({});
    expect(await suggest(queryAt('The cat|'))).toBeUndefined();
    expect(engine.asked).toEqual(['The cat']);
    expect(failures).toHaveLength(1);
  });

  test('work for a key that the next one contradicts is given up when it begins otherwise', async () => {
    const { session, clock, engine } = setUpCalm({ ...cat, 'The cat r': [completion('an.')] });
    engine.answerAfterMs = 200;
    engine.pieces.push({ afterMs: 60, text: ' sat' });
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(50);
    void session.suggest(queryAt('The cat r|'), neverCancelled);
    await clock.advance(0);
    expect(engine.cancelled).toEqual([]);
    await clock.advance(10);
    expect(engine.cancelled).toEqual(['The cat']);
    expect(engine.asked).toEqual(['The cat', 'The cat r']);
  });

  test('where it was known to begin otherwise, the next key is asked for at once', async () => {
    const { session, clock, engine } = setUpCalm({ ...cat, 'The cat r': [completion('an.')] });
    engine.answerAfterMs = 200;
    engine.pieces.push({ afterMs: 30, text: ' sat' });
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(50);
    void session.suggest(queryAt('The cat r|'), neverCancelled);
    await clock.advance(0);
    expect(engine.asked).toEqual(['The cat', 'The cat r']);
  });

  test('work that begins as the writer goes on is waited for', async () => {
    const { session, suggest, clock, engine } = setUpCalm(cat);
    engine.answerAfterMs = 200;
    engine.pieces.push({ afterMs: 30, text: ' s' }, { afterMs: 60, text: ' sat on' });
    void session.suggest(queryAt('The cat|'), neverCancelled);
    await clock.advance(50);
    expect(await suggest(queryAt('The cat sa|'))).toEqual(['t on the mat.']);
    expect(engine.asked).toEqual(['The cat']);
  });
});
