import { describe, expect, test } from 'vitest';
import { CancellationSource, type CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { CompleteRequest, CompleteResult, CompletionPiece } from '../../../../src/common/methods/completion.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { GrowingProposal, Proposal } from '../../../../src/sessions/proposals/proposals.js';
import { continueParagraph } from '../../../../src/sessions/writing/continueParagraph.js';
import { FakeClock } from '../../../util/fakeClock.js';

const source = '# Tale\n\nHe came. ';
const place = { uri: 'file:///a.md', source, offset: source.length, context: { headings: ['Tale'], before: 'He came. ', after: 'Later.' } };
const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;

/** A writer who watches the model write. */
class Desk {
  readonly clock = new FakeClock();
  readonly token = new CancellationSource();
  readonly requests: CompleteRequest[] = [];
  proposal: Proposal | undefined;
  readonly shown: string[] = [];
  finished: string | undefined;
  isOpen = false;
  answer: () => void = () => undefined;
  piece: (text: string) => void = () => undefined;
  end: (text: string) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;

  write(seed = 1): Promise<string | undefined> {
    const tools = { engine: { complete: this.complete }, proposals: { begin: this.begin }, clock: this.clock, t: inEnglish, seed };
    return continueParagraph(place, tools, this.token.token);
  }

  private readonly complete = (request: CompleteRequest, token?: CancellationToken, report?: (piece: CompletionPiece) => void) => {
    this.requests.push(request);
    this.piece = (text) => report?.({ text });
    return new Promise<CompleteResult>((resolve, reject) => {
      this.end = (text) =>
        resolve({ candidates: text === '' ? [] : [{ text, tokens: [], stop: 'line', acceptance: { whole: 1, firstWord: 1 } }], usage });
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
    const finish = (text: string): void => {
      if (this.isOpen) this.finished = text;
    };
    const discard = (): Promise<void> => Promise.resolve(void (this.isOpen = false));
    return Promise.resolve({ isOpen: true, show, finish, discard });
  };
}

describe('A paragraph that the model writes', () => {
  test('goes on from the text before the cursor to the end of the line, another one each time', async () => {
    const desk = new Desk();
    const first = desk.write(1);
    desk.end('It rained.');
    await first;
    const second = desk.write(2);
    desk.end('It snowed.');
    await second;
    expect(desk.requests[0]).toMatchObject({
      context: { headings: ['Tale'], before: 'He came. ', after: '' },
      stopAt: 'line',
      candidates: 1,
    });
    expect(desk.requests.map(({ sampling }) => sampling.seed)).toEqual([1, 2]);
  });

  test('is shown from the first word on, ten times a second at most, and is asked about when it is whole', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.piece(' ');
    expect(desk.proposal).toBeUndefined();
    for (const text of ['It', 'It rained', 'It rained.']) desk.piece(text);
    await desk.clock.advance(100);
    expect(desk.proposal).toMatchObject({ uri: place.uri, source, span: { start: source.length, end: source.length }, text: '' });
    expect([desk.shown, desk.finished]).toEqual([['It rained.'], undefined]);
    desk.piece('It rained. He le');
    await desk.clock.advance(100);
    desk.end('It rained. He le');
    expect([await done, desk.shown, desk.finished]).toEqual([undefined, ['It rained.', 'It rained. He le'], 'It rained.']);
  });

  test('keeps its only sentence where that is not finished', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.end('It rained and ');
    await done;
    expect(desk.finished).toBe('It rained and');
  });

  test('is given up with its whole sentences kept where the writer stops it', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.piece('It rained. He le');
    await desk.clock.advance(0);
    desk.token.cancel();
    expect([await done, desk.finished]).toEqual([undefined, 'It rained.']);
  });

  test('ends where the writer accepts or discards what is there, and asks nothing more', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.piece('It rained. He le');
    await desk.clock.advance(0);
    desk.answer();
    expect([await done, desk.finished]).toEqual([undefined, undefined]);
  });

  test('is told of where there is none', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.end('');
    expect([await done, desk.proposal]).toEqual(['The model has nothing to add here.', undefined]);
  });

  test('is taken away where the engine fails, and the failure is told', async () => {
    const desk = new Desk();
    const done = desk.write();
    desk.piece('It rained');
    await desk.clock.advance(0);
    desk.fail(new ClozeError({ code: 'engine-crashed', message: 'The engine has ended.' }));
    await expect(done).rejects.toThrow('The engine has ended.');
    expect(desk.isOpen).toBe(false);
  });
});
