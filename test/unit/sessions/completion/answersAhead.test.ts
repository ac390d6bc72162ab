import { describe, expect, test } from 'vitest';
import { completion, queryAt } from './marked.js';
import { type Setup, setUp } from './scriptedSession.js';

const unlikely = completion('om.', 0.01);

function setUpAhead(): Setup {
  const all = setUp({ 'The ': [completion('cat sat.')], 'The z': [completion('ebra ran.')] });
  all.engine.ahead = [
    { typed: 'd', candidates: [completion('og barked.')] },
    { typed: 'q', candidates: [unlikely] },
    { typed: 'x', candidates: [] },
  ];
  return all;
}

describe('A letter that the continuation does not begin with', () => {
  test('is answered without the engine where an answer was prepared for it', async () => {
    const { engine, suggest, records } = setUpAhead();
    expect(await suggest(queryAt('The |'))).toEqual(['cat sat.']);
    expect(await suggest(queryAt('The d|'))).toEqual(['og barked.']);
    expect(await suggest(queryAt('The do|'))).toEqual(['g barked.']);
    expect(engine.asked).toEqual(['The ']);
    expect(records.map(({ before, candidates }) => [before, candidates[0]?.completion.text])).toEqual([
      ['The ', 'cat sat.'],
      ['The d', 'og barked.'],
    ]);
  });

  test('shows nothing, and asks for nothing, where what was prepared is not good enough or where there is nothing', async () => {
    const { engine, suggest } = setUpAhead();
    await suggest(queryAt('The |'));
    expect(await suggest(queryAt('The q|'))).toEqual([]);
    expect(await suggest(queryAt('The x|'))).toEqual([]);
    expect(engine.asked).toEqual(['The ']);
  });

  test('is asked about where none was prepared', async () => {
    const { engine, suggest } = setUpAhead();
    await suggest(queryAt('The |'));
    expect(await suggest(queryAt('The z|'))).toEqual(['ebra ran.']);
    expect(engine.asked).toEqual(['The ', 'The z']);
  });

  test('is prepared for while a writer types at the end of a paragraph, not where they ask or stand between words', async () => {
    const { engine, suggest } = setUpAhead();
    await suggest(queryAt('The |'));
    await suggest(queryAt('The | is here.'));
    await suggest(queryAt('The |', { explicit: true }));
    expect(engine.requests.map(({ ahead }) => ahead)).toEqual([3, 0, 0]);
  });
});
