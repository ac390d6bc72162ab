import { describe, expect, test } from 'vitest';
import { CancellationSource, type CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { Shortfall, WriteRequest, WriteResult, WrittenSoFar } from '../../../../src/common/methods/writing.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { GrowingProposal, Proposal } from '../../../../src/sessions/proposals/proposals.js';
import { carryOut, type Instruction } from '../../../../src/sessions/writing/carryOut.js';
import { FakeClock } from '../../../util/fakeClock.js';

const source = '# Tale\n\nHe came. See `a.csv`.\n\nShe left.\n';
const span = { start: source.indexOf('He'), end: source.length - 1 };
const given = source.slice(span.start, span.end);
const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;
const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const rewriting: Instruction = { instruction: 'Shorten.', form: 'replacement', title: 'Rewritten: Shorter' };
const summary: Instruction = { instruction: 'Summarize.', form: 'summary', title: 'A summary' };

/** A writer who watches the model rewrite. */
class Desk {
  readonly clock = new FakeClock();
  readonly token = new CancellationSource();
  request: WriteRequest | undefined;
  proposal: Proposal | undefined;
  readonly shown: string[] = [];
  finished: { readonly text: string; readonly remark: string | undefined } | undefined;
  isOpen = false;
  answer: () => void = () => undefined;
  piece: (soFar: Partial<WrittenSoFar>) => void = () => undefined;
  end: (text: string, shortfalls?: readonly Shortfall[]) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;

  start(instruction = rewriting): Promise<string | undefined> {
    const tools = {
      engine: { write: this.write },
      proposals: { begin: this.begin },
      clock: this.clock,
      t: inEnglish,
      model: 'qwen',
      sampling,
    };
    return carryOut({ uri: 'file:///a.md', languageId: 'markdown', source, span }, instruction, tools, this.token.token);
  }

  private readonly write = (request: WriteRequest, token?: CancellationToken, report?: (soFar: WrittenSoFar) => void) => {
    this.request = request;
    this.piece = (soFar) => report?.({ text: '', rest: given.length, done: 0, total: 2, isThinking: false, ...soFar });
    return new Promise<WriteResult>((resolve, reject) => {
      this.end = (text, shortfalls = []) => resolve({ text, shortfalls, usage });
      this.fail = reject;
      token?.onCancellationRequested(() => reject(cancelledError()));
    });
  };

  private readonly begin = (proposal: Proposal, onAnswer?: () => void): Promise<GrowingProposal> => {
    this.proposal = proposal;
    this.isOpen = true;
    this.answer = () => {
      this.isOpen = false;
      onAnswer?.();
    };
    const show = (text: string): void => void this.shown.push(text);
    const finish = (text: string, remark?: string): void => {
      if (this.isOpen) this.finished = { text, remark };
    };
    const discard = (): Promise<void> => Promise.resolve(void (this.isOpen = false));
    return Promise.resolve({ isOpen: true, show, finish, discard });
  };
}

describe('A text that the model rewrites', () => {
  test('is what is selected, for the model that was chosen', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.end('He came.');
    await done;
    expect(desk.request).toEqual({
      instruction: 'Shorten.',
      form: 'replacement',
      text: given,
      languageId: 'markdown',
      model: 'qwen',
      sampling,
    });
    expect(desk.proposal).toMatchObject({ span, title: 'Rewritten: Shorter', consent: 'Replace Text' });
    expect(desk.finished).toEqual({ text: 'He came.', remark: undefined });
  });

  test('is shown with what is not rewritten yet', async () => {
    const desk = new Desk();
    void desk.start();
    desk.piece({ text: 'He ca', rest: given.indexOf('\n') });
    await desk.clock.advance(100);
    expect(desk.shown).toEqual(['He ca\n\nShe left.']);
  });

  test('says what is missing from it before it is accepted', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.end('He came. See it.', [
      { offset: given.indexOf('`'), length: 7, why: 'markup' },
      { offset: given.indexOf('She'), length: 9, why: 'repetition' },
    ]);
    await done;
    expect(desk.finished?.remark).toBe('Left out: `a.csv`. There was no usable answer for the part from line 3 of the selection.');
  });

  test('keeps its finished parts where the writer stops it, and the rest as it was', async () => {
    const desk = new Desk();
    const done = desk.start();
    const rest = given.indexOf('\n');
    desk.piece({ text: 'He ca', rest });
    desk.piece({ text: 'He came.', rest, done: 1 });
    desk.piece({ text: 'He came.\n\nShe w', rest: given.length, done: 1 });
    await desk.clock.advance(100);
    desk.token.cancel();
    expect(await done).toBeUndefined();
    expect(desk.finished).toEqual({
      text: 'He came.\n\nShe left.',
      remark: 'The writing was stopped; what was not finished is as it was.',
    });
  });

  test('is left as it is where it is stopped before anything is finished', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.piece({ text: 'He ca' });
    await desk.clock.advance(100);
    desk.token.cancel();
    expect(await done).toBe('The writing was stopped before anything was finished. Nothing was changed.');
    expect([desk.finished, desk.isOpen]).toEqual([undefined, false]);
  });

  test('is not written on once the writer has answered', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.piece({ text: 'He ca' });
    await desk.clock.advance(100);
    desk.answer();
    await done;
    expect(desk.finished).toBeUndefined();
  });

  test('that would not change is told of', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.end(given);
    expect([await done, desk.finished]).toEqual(['The model would change nothing here.', undefined]);
  });

  test('is taken away where the engine fails, and the failure is told', async () => {
    const desk = new Desk();
    const done = desk.start();
    desk.piece({ text: 'He ca' });
    await desk.clock.advance(100);
    desk.fail(new ClozeError({ code: 'model-unsupported', message: 'It follows no instructions.' }));
    await expect(done).rejects.toThrow('It follows no instructions.');
    expect(desk.isOpen).toBe(false);
  });
});

describe('A summary', () => {
  test('comes before the text, which stays', async () => {
    const desk = new Desk();
    const done = desk.start(summary);
    desk.end('Two people.\n');
    await done;
    expect(desk.proposal).toMatchObject({ span: { start: span.start, end: span.start }, consent: 'Insert Summary' });
    expect(desk.finished?.text).toBe('Two people.\n\n');
  });

  test('that is stopped keeps its whole sentences', async () => {
    const desk = new Desk();
    const done = desk.start(summary);
    desk.piece({ text: 'Two people. One of th' });
    await desk.clock.advance(100);
    desk.token.cancel();
    expect([await done, desk.finished?.text]).toEqual([undefined, 'Two people.\n\n']);
  });
});
