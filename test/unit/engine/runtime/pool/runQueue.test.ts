import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CancellationSource, type CancellationToken } from '../../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../../src/common/clozeError.js';
import type { Rank } from '../../../../../src/common/methods/method.js';
import type { Caller } from '../../../../../src/engine/runtime/pool/caller.js';
import { RunQueue } from '../../../../../src/engine/runtime/pool/runQueue.js';

/** Work that goes on until it is told to end, and notes what happens to it. */
class Steps {
  readonly log: string[] = [];
  readonly #ends = new Map<string, () => void>();
  readonly queue = new RunQueue();

  start(name: string, workRank: Rank, token?: CancellationToken, caller?: Caller): Promise<string> {
    const work = (cancel: CancellationToken): Promise<string> => {
      this.log.push(`${name} runs`);
      return new Promise((resolve, reject) => {
        this.#ends.set(name, () => resolve(name));
        cancel.onCancellationRequested(() => {
          this.log.push(`${name} gives way`);
          reject(cancelledError());
        });
      });
    };
    return this.queue.run(workRank, work, token, caller);
  }

  /** Lets the queue get on with its work, then ends one piece. */
  async end(name: string): Promise<void> {
    await setImmediate();
    this.#ends.get(name)?.();
  }
}

describe('The run queue', () => {
  test('runs one piece of work at a time, the most urgent and newest first', async () => {
    const steps = new Steps();
    const first = steps.start('first', 'interactive');
    const others = [
      steps.start('background', 'background'),
      steps.start('older', 'interactive'),
      steps.start('newer', 'interactive'),
      steps.start('preparation', 'preparation'),
    ];
    expect(steps.log).toEqual(['first runs']);
    await steps.end('first');
    await first;
    for (const [name, at] of [
      ['newer', 2],
      ['older', 1],
      ['preparation', 3],
      ['background', 0],
    ] as const) {
      // prettier-ignore
      await steps.end(name);
      expect(await others[at]).toBe(name);
    }
    expect(steps.log).toEqual(['first runs', 'newer runs', 'older runs', 'preparation runs', 'background runs']);
  });

  test('lets background work give way, and runs it again afterwards', async () => {
    const steps = new Steps();
    const background = steps.start('background', 'background');
    const urgent = steps.start('urgent', 'interactive');
    await steps.end('urgent');
    await urgent;
    await steps.end('background');
    expect(await background).toBe('background');
    expect(steps.log).toEqual(['background runs', 'background gives way', 'urgent runs', 'background runs']);
  });

  test('resumes overtaken background work first, and else keeps its order, so that none of it starves', async () => {
    const steps = new Steps();
    const done = [steps.start('training', 'background'), steps.start('folder check', 'background')];
    const urgent = steps.start('urgent', 'interactive');
    done.push(steps.start('surprisal', 'background'));
    for (const name of ['urgent', 'training', 'folder check', 'surprisal']) await steps.end(name);
    await Promise.all([urgent, ...done]);
    expect(steps.log).toEqual([
      'training runs',
      'training gives way',
      'urgent runs',
      'training runs',
      'folder check runs',
      'surprisal runs',
    ]);
  });

  test('ends a preparation when what it prepared for has come', async () => {
    const steps = new Steps();
    const preparation = steps.start('preparation', 'preparation');
    const urgent = steps.start('urgent', 'interactive');
    await expect(preparation).rejects.toMatchObject({ code: 'cancelled' });
    await steps.end('urgent');
    await urgent;
    expect(steps.log).toEqual(['preparation runs', 'preparation gives way', 'urgent runs']);
  });

  test('prepares again for a window whose preparation gave way to another window', async () => {
    const steps = new Steps();
    const preparation = steps.start('preparation', 'preparation', undefined, { isFocused: false });
    const urgent = steps.start('urgent', 'interactive', undefined, { isFocused: true });
    await steps.end('urgent');
    await urgent;
    await steps.end('preparation');
    expect(await preparation).toBe('preparation');
    expect(steps.log).toEqual(['preparation runs', 'preparation gives way', 'urgent runs', 'preparation runs']);
  });

  test('gives each window a turn, however much one of them asked for', async () => {
    const steps = new Steps();
    const [one, other] = [{ isFocused: false }, { isFocused: false }];
    const done = ['one 1', 'one 2', 'one 3'].map((name) => steps.start(name, 'background', undefined, one));
    done.push(steps.start('other', 'background', undefined, other));
    for (const name of ['one 1', 'other', 'one 2', 'one 3']) await steps.end(name);
    await Promise.all(done);
    expect(steps.log).toEqual(['one 1 runs', 'other runs', 'one 2 runs', 'one 3 runs']);
  });

  test('never interrupts a completion', async () => {
    const steps = new Steps();
    const running = steps.start('running', 'interactive');
    const control = steps.start('control', 'control');
    await steps.end('running');
    expect(await running).toBe('running');
    await steps.end('control');
    await control;
    expect(steps.log).toEqual(['running runs', 'control runs']);
  });

  test('drops what its caller gave up before its turn', async () => {
    const steps = new Steps();
    const source = new CancellationSource();
    const running = steps.start('running', 'interactive');
    const given = steps.start('given up', 'interactive', source.token);
    source.cancel();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    await steps.end('running');
    await running;
    expect(steps.log).toEqual(['running runs']);
  });

  test('ends at once for a caller that gives up, and starts the next work only when the old one has stopped', async () => {
    const queue = new RunQueue();
    const source = new CancellationSource();
    let stop: (error: Error) => void = () => undefined;
    const slow = queue.run('interactive', () => new Promise((_, reject) => (stop = reject)), source.token);
    let started = false;
    const next = queue.run('interactive', () => Promise.resolve((started = true)));
    source.cancel();
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' });
    expect(started).toBe(false);
    stop(cancelledError());
    expect(await next).toBe(true);
  });

  test('does not start work that is cancelled already', async () => {
    const source = new CancellationSource();
    source.cancel();
    const steps = new Steps();
    await expect(steps.start('late', 'interactive', source.token)).rejects.toMatchObject({ code: 'cancelled' });
    expect(steps.log).toEqual([]);
  });

  test('hands on what went wrong, and goes on', async () => {
    const queue = new RunQueue();
    await expect(queue.run('interactive', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await queue.run('interactive', () => Promise.resolve(1))).toBe(1);
  });
});
