import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { Completion } from '../../../../src/common/methods/completion.js';
import { completion, queryAt } from './marked.js';
import { type Setup, setUp } from './scriptedSession.js';

const cat = { 'The cat': [completion(' sat on the mat.')] };

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
