import { expect, test } from 'vitest';
import { type JoinAction, type JoinEvent, joinStep } from '../../../../src/backend/shared/joinTransitions.js';

const look: JoinAction = { kind: 'look' };

test.each<[JoinEvent, JoinAction]>([
  [{ kind: 'begin' }, look],
  [
    { kind: 'looked', last: 0 },
    { kind: 'start', count: 1 },
  ],
  [
    { kind: 'looked', last: 7 },
    { kind: 'connect', count: 7 },
  ],
  [{ kind: 'gone' }, { kind: 'start', count: 4 }],
  [{ kind: 'lost' }, look],
  [{ kind: 'listening' }, look],
  [{ kind: 'taken' }, look],
  [
    { kind: 'failed', reason: 'the disk is full' },
    { kind: 'give up', reason: 'the disk is full' },
  ],
])('on the way to a shared engine after process 3, %j leads to %j', (event, action) => {
  expect(joinStep({ looks: 1, last: 3 }, event).action).toEqual(action);
});

test('what was found is what comes after', () => {
  const { joining } = joinStep({ looks: 1, last: 0 }, { kind: 'looked', last: 7 });
  expect(joinStep(joining, { kind: 'gone' }).action).toEqual({ kind: 'start', count: 8 });
});

test('a process that ends again and again is given up', () => {
  let joining = { looks: 0, last: 0 };
  const actions = Array.from({ length: 20 }, () => {
    const step = joinStep(joining, { kind: 'lost' });
    joining = step.joining;
    return step.action.kind;
  });
  expect(actions.indexOf('give up')).toBeGreaterThan(3);
});
