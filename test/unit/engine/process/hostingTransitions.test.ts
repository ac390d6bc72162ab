import { describe, expect, test } from 'vitest';
import {
  type Hosting,
  type HostingEffect,
  type HostingEvent,
  hostingStep,
  startHosting,
} from '../../../../src/engine/process/hostingTransitions.js';

const policy = { firstMs: 30, lingerMs: 10 };
const fresh: Hosting = { phase: 'waiting', clients: 0 };
const one: Hosting = { phase: 'serving', clients: 1 };
const two: Hosting = { phase: 'serving', clients: 2 };
const over: Hosting = { phase: 'over', clients: 0 };
const cancel: HostingEffect = { kind: 'cancel' };
const tell: HostingEffect = { kind: 'tell clients' };
const end: HostingEffect = { kind: 'end' };

test('a process waits for its first client', () => {
  expect(startHosting(policy)).toEqual({ hosting: fresh, effects: [{ kind: 'schedule', delayMs: 30 }] });
});

type Row = [event: HostingEvent, from: Hosting, to: Hosting, effects: readonly HostingEffect[]];

describe('What follows for a process that others may use', () => {
  test.each<Row>([
    ['client came', fresh, one, [cancel, tell]],
    ['client came', one, two, [tell]],
    ['client came', over, over, []],
    ['client left', two, one, [tell]],
    ['client left', one, fresh, [{ kind: 'schedule', delayMs: 10 }]],
    ['client left', over, over, []],
    ['time is up', fresh, over, [end]],
    ['time is up', one, one, []],
    ['time is up', over, over, []],
    ['end asked for', two, { ...two, phase: 'over' }, [end]],
    ['end asked for', over, over, []],
  ])('%s: %j to %j', (event, from, to, effects) => {
    expect(hostingStep(policy, from, event)).toEqual({ hosting: to, effects });
  });
});
