import { beforeEach, describe, expect, test } from 'vitest';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { CancellationToken } from '../../../../src/common/cancellation.js';
import type { NextTokensResult, TextContext } from '../../../../src/common/methods/completion.js';
import type { PanelState } from '../../../../src/common/panelProtocol/messages.js';
import type { PanelAction } from '../../../../src/common/panelProtocol/view.js';
import { Latest } from '../../../../src/host/latest.js';
import type { CaretPlace } from '../../../../src/sessions/panel/caretPlace.js';
import { type PanelRecords, PanelSession } from '../../../../src/providers/panel/panelSession.js';
import { visiblePieces } from '../../../../src/writing/surprisal/paragraphs.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { caretPlace, completionRecord } from '../../../util/panelStates.js';

/** Longer than any wait of the panel. */
const rest = 1000;

/** A panel over an engine that knows what follows each text, with all that happened. */
class Bench {
  readonly clock = new FakeClock();
  readonly records: PanelRecords = {
    completion: new Latest(undefined as never),
    maskedWords: new Latest(undefined as never),
    pair: new Latest(undefined as never),
    classes: new Latest(undefined as never),
  };
  readonly asked: string[] = [];
  readonly rated: string[] = [];
  readonly cancelled: string[] = [];
  readonly chosen: string[] = [];
  readonly acts: PanelAction[] = [];
  readonly copied: string[] = [];
  readonly saved: string[] = [];
  readonly changes: Partial<PanelState>[] = [];
  /** How the engine answers where it does not answer at once. */
  readonly next: Record<string, () => Promise<NextTokensResult>> = {};
  on = true;
  switchedOn = false;
  stored: unknown;
  text: string | undefined = 'The keeper lit';
  prose = true;
  session = this.open();

  open(): PanelSession {
    this.session = new PanelSession({
      engine: { nextTokens: ({ context }, token) => this.#nextTokens(context, token) },
      rate: (piece) => {
        this.rated.push(piece.text);
        return Promise.resolve([{ start: 0, end: 3, text: piece.text.slice(0, 3), bits: 7, expected: [] }]);
      },
      clock: this.clock,
      caret: () => (this.text === undefined ? undefined : this.#caret(this.text)),
      t: inEnglish,
      records: this.records,
      isOn: () => this.on,
      storage: { read: () => this.stored, write: (value) => void (this.stored = JSON.parse(JSON.stringify(value))) },
      onChange: (change) => this.changes.push(change),
      onChoose: (kind) => this.chosen.push(kind),
      act: (action) => this.acts.push(action),
      copy: (csv) => this.copied.push(csv),
      save: (svg) => this.saved.push(svg),
      switchOn: () => (this.switchedOn = true),
    });
    return this.session;
  }

  /** The caret is behind this text now. */
  moveTo(text: string): void {
    this.text = text;
    this.session.refresh();
  }

  get labels(): readonly string[] | undefined {
    return this.session.state.live.view?.sections[0]?.rows.map(({ label }) => label);
  }

  #caret(text: string): CaretPlace {
    return {
      key: text,
      place: caretPlace(text, text.length),
      context: () => (this.prose ? { headings: [], before: text, after: '' } : undefined),
      paragraph: () =>
        this.prose
          ? { place: { ...caretPlace(''), start: 0, end: text.length, text }, pieces: visiblePieces(text, 0, text.length, 'plaintext') }
          : undefined,
    };
  }

  #nextTokens({ before }: TextContext, token?: CancellationToken): Promise<NextTokensResult> {
    this.asked.push(before);
    token?.onCancellationRequested(() => this.cancelled.push(before));
    const result = { tokens: [{ text: ` after ${before}`, logprob: -1 }], entropy: 2, model: 'm' };
    return this.next[before]?.() ?? Promise.resolve(result);
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

test('What is chosen is told, so that marks of another view can go away', () => {
  for (const kind of ['classes', 'classes', 'completion'] as const) bench.session.choose(kind);
  expect(bench.chosen).toEqual(['classes', 'completion']);
});

describe('The panel follows the caret', () => {
  test('but has nothing to say where there is no text yet', async () => {
    bench.session.visible = true;
    bench.moveTo(' \n');
    await bench.clock.advance(rest);
    expect(bench.asked).toEqual([]);
    expect(bench.session.state.live).toEqual({ busy: false, off: false, message: 'There is no text before the cursor yet.' });
    bench.moveTo('The');
    await bench.clock.advance(rest);
    expect(bench.labels).toEqual(['·after·The']);
  });

  test('once it rests', async () => {
    bench.session.visible = true;
    for (const text of ['T', 'Th', 'The']) {
      bench.moveTo(text);
      await bench.clock.advance(50);
    }
    expect(bench.asked).toEqual([]);
    await bench.clock.advance(rest);
    expect(bench.asked).toEqual(['The']);
    expect(bench.labels).toEqual(['·after·The']);
  });

  test('and asks once for one place', async () => {
    bench.session.visible = true;
    await bench.clock.advance(rest);
    bench.session.refresh();
    await bench.clock.advance(rest);
    expect(bench.asked).toHaveLength(1);
  });

  test('giving up what is on its way when the caret moves on', async () => {
    bench.next['slow'] = () => new Promise(() => undefined);
    bench.session.visible = true;
    bench.moveTo('slow');
    await bench.clock.advance(rest);
    bench.moveTo('quick');
    await bench.clock.advance(rest);
    expect(bench.cancelled).toEqual(['slow']);
    expect(bench.labels).toEqual(['·after·quick']);
  });

  test('and keeps what it shows until there is something new', async () => {
    bench.session.visible = true;
    await bench.clock.advance(rest);
    bench.next['slow'] = () => new Promise(() => undefined);
    bench.moveTo('slow');
    await bench.clock.advance(rest);
    expect(bench.session.state.live).toMatchObject({ busy: true, view: { subtitle: 'The keeper lit▏' } });
  });

  test('says when there is no prose', async () => {
    bench.session.visible = true;
    bench.prose = false;
    await bench.clock.advance(rest);
    expect(bench.asked).toEqual([]);
    expect(bench.session.state.live).toEqual({ busy: false, off: false, message: 'Put the cursor in prose where the text can continue.' });
  });

  test('says why there is nothing, and tries again at the same place', async () => {
    bench.session.visible = true;
    bench.next['x'] = () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'There is no such model.' }));
    bench.moveTo('x');
    await bench.clock.advance(rest);
    expect(bench.session.state.live).toMatchObject({ busy: false, message: 'There is no such model.' });
    delete bench.next['x'];
    bench.session.refresh();
    await bench.clock.advance(rest);
    expect(bench.labels).toEqual(['·after·x']);
  });

  test('does not report a cancel', async () => {
    bench.session.visible = true;
    bench.next['x'] = () => Promise.reject(cancelledError());
    bench.moveTo('x');
    await bench.clock.advance(rest);
    expect(bench.session.state.live.message).toBeUndefined();
  });

  test('rates the paragraph when that is what is wanted', async () => {
    bench.session.visible = true;
    bench.session.choose('surprisal');
    await bench.clock.advance(rest);
    expect(bench.rated).toEqual(['The keeper lit']);
    expect(bench.labels).toEqual(['The']);
  });
});

describe('The panel does nothing', () => {
  test('while no page can be seen', async () => {
    bench.moveTo('The');
    await bench.clock.advance(rest);
    expect(bench.asked).toEqual([]);
    expect(bench.clock.pending).toBe(0);
  });

  test('from when its last page is hidden', async () => {
    bench.next['The'] = () => new Promise(() => undefined);
    bench.session.visible = true;
    bench.moveTo('The');
    await bench.clock.advance(rest);
    bench.session.visible = false;
    expect(bench.cancelled).toEqual(['The']);
    expect(bench.clock.pending).toBe(0);
  });

  test('while Cloze is off, but offers to switch it on', async () => {
    bench.on = false;
    bench.session.visible = true;
    await bench.clock.advance(rest);
    expect(bench.asked).toEqual([]);
    expect(bench.session.state.live).toEqual({ busy: false, off: true, message: 'Cloze is off.' });
    bench.session.handle({ type: 'switch-on' });
    expect(bench.switchedOn).toBe(true);
  });
});

describe('Results of other features', () => {
  test('are shown when they come', () => {
    bench.session.visible = true;
    bench.session.choose('completion');
    expect(bench.session.state.live.message).toBe('There has been no completion yet.');
    bench.records.completion.value = completionRecord;
    expect(bench.labels).toEqual(['·Point', '·was', '·seen']);
  });
});

describe('Choosing a row', () => {
  beforeEach(async () => {
    bench.session.visible = true;
    await bench.clock.advance(rest);
  });

  test('does what the row says', () => {
    bench.session.handle({ type: 'act', view: 'next-token', row: 'token: after The keeper lit' });
    expect(bench.acts).toMatchObject([{ kind: 'put', text: ' after The keeper lit', place: { start: 14, before: 'The keeper lit' } }]);
  });

  test('that is gone does nothing', () => {
    bench.session.handle({ type: 'act', view: 'next-token', row: 'token: after T' });
    bench.session.handle({ type: 'act', view: 'pin-7', row: 'token: after The keeper lit' });
    expect(bench.acts).toEqual([]);
  });

  test('works in a pinned view, and among alternatives', () => {
    bench.session.choose('completion');
    bench.records.completion.value = completionRecord;
    bench.session.pin();
    bench.session.handle({ type: 'act', view: 'pin-1', row: '1: could' });
    expect(bench.acts).toMatchObject([{ text: ' Point could' }]);
  });
});

describe('Pinned views', () => {
  beforeEach(async () => {
    bench.session.visible = true;
    await bench.clock.advance(rest);
    bench.session.handle({ type: 'pin' });
    bench.moveTo('Then');
    await bench.clock.advance(rest);
  });

  test('stay while the caret moves on', () => {
    expect(bench.session.state.pins.map(({ id, subtitle }) => `${id} ${subtitle}`)).toEqual(['pin-1 The keeper lit▏']);
  });

  test('are there again in the next window, with what was chosen', () => {
    bench.session.choose('surprisal');
    const { pins, kind } = bench.open().state;
    expect(pins.map(({ subtitle }) => subtitle)).toEqual(['The keeper lit▏']);
    expect(kind).toBe('surprisal');
  });

  test('can be compared with what follows the caret, as it moves', async () => {
    bench.session.handle({ type: 'compare', view: 'pin-1' });
    expect(bench.session.state.comparison?.sections[0]?.legend).toEqual(['The keeper lit▏', 'Then▏']);
    bench.moveTo('Later');
    await bench.clock.advance(rest);
    expect(bench.changes.at(-1)?.comparison?.sections[0]?.legend).toEqual(['The keeper lit▏', 'Later▏']);
  });

  test('can be compared with one another, the last two that were chosen', () => {
    bench.session.pin();
    bench.session.pin();
    for (const view of ['pin-1', 'pin-2', 'pin-3']) bench.session.handle({ type: 'compare', view });
    expect(bench.session.state.compared).toEqual(['pin-2', 'pin-3']);
    bench.session.handle({ type: 'compare', view: 'pin-3' });
    expect(bench.session.state.compared).toEqual(['pin-2']);
  });

  test('are no longer compared when they are gone', () => {
    bench.session.handle({ type: 'compare', view: 'pin-1' });
    bench.session.handle({ type: 'unpin', view: 'pin-1' });
    expect(bench.session.state).toMatchObject({ pins: [], compared: [], comparison: null });
  });

  test('can be copied and saved, as can a comparison', () => {
    bench.session.handle({ type: 'compare', view: 'pin-1' });
    for (const view of ['next-token', 'pin-1', 'pin-1+next-token', 'nothing']) {
      bench.session.handle({ type: 'copy-csv', view });
      bench.session.handle({ type: 'save-svg', view });
    }
    expect(bench.copied).toHaveLength(3);
    expect(bench.copied[1]).toContain('after·The keeper lit'.replaceAll(' ', '·'));
    expect(bench.saved).toHaveLength(3);
  });

  test('of another version of Cloze are left alone', () => {
    bench.stored = { version: 0, pins: [1] };
    expect(bench.open().state).toMatchObject({ pins: [], kind: 'next-token' });
  });
});
