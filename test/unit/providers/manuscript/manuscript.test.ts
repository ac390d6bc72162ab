import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CancellationSource, type CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { AdapterSummary, LearnedResult, LearnRequest, LearnResult } from '../../../../src/common/methods/manuscript.js';
import { commands, storageKeys } from '../../../../src/host/ids.js';
import { registerManuscript } from '../../../../src/providers/manuscript/registerManuscript.js';
import { values } from '../../../util/editor/values.js';
import * as editor from '../../../util/editor/vscode.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

const minute = 60_000;
const folder = values.Uri.parse('file:///storage/learned');
const file = values.Uri.joinPath(folder, 'learned.cloze');
const pattern = '**/*.{md,markdown,mdx,qmd,rmd,txt,tex,rst,adoc,asciidoc,asc,typ}';
const result: LearnResult = {
  model: 'reference',
  date: '2026-01-02T03:04:05.000Z',
  texts: 2,
  words: 1200,
  known: [
    { text: 'Zelphina', count: 12, isName: true },
    { text: 'quellabarding', count: 3, isName: false },
  ],
  knownCount: 2,
  figures: { tokens: 512, bytes: 2048, before: 1.25, after: 1 },
  isUsed: true,
  bytes: 4096,
  leftOut: [],
  countingMs: 1,
  fittingMs: 1,
};

const adapter: AdapterSummary & { bytes: number } = {
  date: '2026-01-02T03:04:05.000Z',
  tokens: 5000,
  data: 'abc',
  layers: 8,
  rank: 8,
  steps: 60,
  rate: 0.0005,
  seed: 0,
  losses: [4, 3.5, 3.25, 3],
  figures: { tokens: 512, bytes: 2048, before: 1.25, after: 1.2 },
  isUsed: true,
  bytes: 3_000_000,
};

/** What happens while the style is trained; nothing where it is absent. */
let training: ((step: () => void, token?: CancellationToken) => Promise<void>) | undefined;
let writer: Writer;
let requests: LearnRequest[];
let found: LearnedResult;
let isPaused: boolean;

function register(): void {
  const { clock, log, storage } = writer;
  const engine = fakeEngine({
    async learn(request, token, report) {
      requests.push(request);
      if (request.with === 'both') await training?.(() => report?.({ done: 1, total: 60, phase: 'training', loss: 4 }), token);
      found = { state: 'ready', summary: result };
      writer.window.files.put(file, 'learned');
      return result;
    },
    learned: () => Promise.resolve(found),
  });
  registerManuscript({ engine, storage, clock, log, folder, isPaused: () => isPaused });
}

beforeEach(() => {
  writer = sitDown();
  [requests, found, isPaused, training] = [[], { state: 'none' }, false, undefined];
  editor.workspace.isTrusted = true;
  register();
  for (const name of ['chapter-10.md', 'chapter-2.md', 'notes.txt', 'program.py']) {
    writer.window.files.put(writer.window.uriOf(name), 'Text');
  }
});

const names = (): string[] => requests.at(-1)?.sources.map(({ name }) => name) ?? [];
const learn = (...answers: (string | undefined)[]): Promise<unknown> => {
  writer.window.person.answers(...answers);
  return writer.window.run(commands.learnFromWriting);
};

describe('Learning from what was written in a workspace', () => {
  test('reads nothing until its writer has agreed to it', async () => {
    const document = await writer.window.open('chapter-2.md', 'Text|');
    writer.window.events.saved.fire(document.document);
    await writer.clock.advance(10 * minute);
    await learn(pattern, 'Words Only', undefined);
    expect(requests).toEqual([]);
    expect(writer.kept[storageKeys.learning]).toBeUndefined();
  });

  test('says first what is read, what is kept, where, and how to delete it', async () => {
    await learn(pattern, 'Words Only', undefined);
    const [message = ''] = writer.window.person.messages;
    expect(message).toContain('Learn from 3 files in this workspace?');
    for (const part of [pattern, '/storage/learned', 'Nothing of it leaves this machine', 'Cloze: What Was Learned…', '[Learn]']) expect(message).toContain(part);
  }); // prettier-ignore

  test('reads the files in the order of their names, chapter 2 before chapter 10', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    expect(names()).toEqual(['chapter-2.md', 'chapter-10.md', 'notes.txt']);
    expect(requests[0]).toMatchObject({ folder: folder.fsPath, onlyEnglish: true });
    expect(requests[0]?.sources.map(({ language }) => language)).toEqual(['markdown', 'markdown', 'plaintext']);
    expect(writer.kept[storageKeys.learning]).toEqual({ files: pattern });
    expect(writer.window.person.messages.at(-1)).toContain('1.250 bits per byte before, 1.000 after (20.0 % fewer).');
  });

  test('leaves out what .clozeignore leaves out', async () => {
    writer.window.files.put(writer.window.uriOf('.clozeignore'), 'notes.txt\nchapter-1*\n');
    await learn(pattern, 'Words Only', 'Learn');
    expect(names()).toEqual(['chapter-2.md']);
  });

  test('says so where no file is meant', async () => {
    await learn('**/*.docx');
    expect(writer.window.person.messages.join()).toMatch(/No file matches \*\*\/\*\.docx.*\[Choose Files…\]/);
  });

  test('is refused in Restricted Mode', async () => {
    editor.workspace.isTrusted = false;
    await learn('Manage Trust');
    expect(writer.window.person.messages.join()).toContain('Cloze does not learn from a workspace in Restricted Mode.');
    expect(writer.window.ran).toContainEqual(['workbench.trust.manage']);
    expect(requests).toEqual([]);
  });

  test('is off where Cloze is', async () => {
    writer.window.settings.set('cloze.enable', false);
    await learn();
    expect(writer.window.person.messages.join()).toContain('Cloze is off.');
  });

  test('asks for a folder where none is open', async () => {
    writer = sitDown({});
    register();
    await learn();
    expect(writer.window.person.messages.join()).toContain('Open a folder first');
  });
});

describe('What was learned is kept up to date', () => {
  beforeEach(() => learn(pattern, 'Words Only', 'Learn'));

  async function save(name: string): Promise<void> {
    const { document } = await writer.window.open(name, 'More text|');
    writer.window.events.saved.fire(document);
    await writer.clock.advance(0);
  }

  test('once nothing was typed for a while after a chapter was saved', async () => {
    await save('chapter-2.md');
    await writer.clock.advance(minute - 1);
    expect(requests).toHaveLength(1);
    await writer.clock.advance(1);
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ again: false });
  });

  test('not after a file was saved that is not of the manuscript', async () => {
    await save('program.py');
    await writer.clock.advance(5 * minute);
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['cloze.learning.idleMinutes', 0],
    ['cloze.enable', false],
  ])('never, where "%s" is %s', async (key, value) => {
    writer.window.settings.set(key, value);
    await save('chapter-2.md');
    await writer.clock.advance(60 * minute);
    expect(requests).toHaveLength(1);
  });

  test('later, while Cloze rests to save the battery', async () => {
    isPaused = true;
    await save('chapter-2.md');
    await writer.clock.advance(3 * minute);
    expect(requests).toHaveLength(1);
    isPaused = false;
    await writer.clock.advance(minute);
    expect(requests).toHaveLength(2);
  });
});

describe('A style that is learned too', () => {
  beforeEach(() => learn(pattern, 'Words and Style', 'Learn'));
  const kinds = (): (string | undefined)[] => requests.map((request) => request.with);

  test('comes after the words, while nothing is typed', async () => {
    expect(kinds()).toEqual([undefined]);
    expect(writer.window.person.messages.at(-1)).toContain('Your style is learned next, while you type nothing.');
    await writer.clock.advance(minute);
    expect(kinds()).toEqual([undefined, 'both']);
    expect(writer.kept[storageKeys.learning]).toEqual({ files: pattern, style: true });
  });

  test('waits while Cloze rests to save the battery, also when that begins while it is trained', async () => {
    const given = new CancellationSource();
    training = (step, token) => {
      isPaused = true;
      token?.onCancellationRequested(() => given.cancel());
      step();
      return Promise.reject(cancelledError());
    };
    await writer.clock.advance(minute);
    expect(kinds()).toEqual([undefined, 'both']);
    expect(given.token.isCancellationRequested).toBe(true);
    await writer.clock.advance(10 * minute);
    expect(kinds()).toHaveLength(2);
    [isPaused, training] = [false, undefined];
    await writer.clock.advance(minute);
    expect(kinds()).toEqual([undefined, 'both', 'both']);
  });

  test('goes on after the window was opened again', async () => {
    writer.window.files.put(file, 'learned');
    register();
    await writer.clock.advance(minute);
    expect(kinds()).toContain('both');
  });

  test('is left again where only words are wanted', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    expect(kinds()).toEqual([undefined, 'ngram']);
    expect(writer.kept[storageKeys.learning]).toEqual({ files: pattern });
  });

  test('is shown with its figures and its loss, and trained at once where that is asked for', async () => {
    found = { state: 'ready', summary: { ...result, adapter } };
    writer.window.person.answers('$(pencil) Your style');
    await writer.window.run(commands.whatWasLearned);
    const text = writer.window.active?.document.getText() ?? '';
    expect(text).toContain('Style, on 512 tokens that were held out: 1.250 bits per byte before, 1.200 after (4.0 % fewer).');
    expect(text).toContain('Trained in 60 steps on 2026-01-02: 8 layers, rank 8.');
    expect(text).toContain('Loss while it was trained: 4.00 █▅▃▁ 3.00');
    writer.window.person.answers('$(run) Train on My Style Now');
    await writer.window.run(commands.whatWasLearned);
    expect(requests.at(-1)).toMatchObject({ with: 'both' });
  });
});

describe('What was learned', () => {
  const show = (...answers: (string | undefined)[]): Promise<unknown> => {
    writer.window.person.answers(...answers);
    return writer.window.run(commands.whatWasLearned);
  };

  test('is shown with words, names, figures, size and date, in a list that can be searched', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    await show(undefined);
    const asked = writer.window.person.asked.at(-1);
    expect(asked?.title).toBe('What Was Learned from Your Writing');
    expect(asked?.items.join('\n')).toMatch(/1200 words in 2 texts[^]*Show as Text[^]*Learn Again[^]*Delete[^]*Zelphina[^]*quellabarding/);
  });

  test('is shown as a text', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    await show('$(go-to-file) Show as Text');
    const text = writer.window.active?.document.getText() ?? '';
    expect(text).toContain('On 512 tokens that were held out: 1.250 bits per byte before, 1.000 after (20.0 % fewer).');
    expect(text).toContain('Names: Zelphina 12');
    expect(text).toContain('Words: quellabarding 3');
  });

  test('is deleted with all that belongs to it, and nothing is learned after', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    await show('$(trash) Delete What Was Learned…', 'Remove');
    expect(writer.window.files.textOf(file)).toBeUndefined();
    expect(writer.kept[storageKeys.learning]).toBeUndefined();
    expect(writer.window.person.brief).toContain('What was learned is deleted.');
    const { document } = await writer.window.open('chapter-2.md', 'More|');
    writer.window.events.saved.fire(document);
    await writer.clock.advance(5 * minute);
    expect(requests).toHaveLength(1);
  });

  test('stays where its deletion is not confirmed', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    await show('$(trash) Delete What Was Learned…', undefined);
    expect(writer.window.files.textOf(file)).toBe('learned');
  });

  test('goes with "Forget Everything"', async () => {
    await learn(pattern, 'Words Only', 'Learn');
    await writer.storage.forget(storageKeys.learning);
    await vi.waitFor(() => expect(writer.window.files.textOf(file)).toBeUndefined());
  });

  test('goes when the workspace is opened after all was removed from another window', async () => {
    writer.window.files.put(file, 'left');
    register();
    await vi.waitFor(() => expect(writer.window.files.textOf(file)).toBeUndefined());
  });

  test.each<[LearnedResult, string]>([
    [{ state: 'none' }, 'Cloze has learned nothing from the writing in this workspace. [Learn…]'],
    [{ state: 'damaged' }, 'What was learned is damaged, and is not used. Learn again to replace it. [Learn Again]'],
    [
      { state: 'other-model', model: 'gpt2' },
      'What was learned belongs to the model "gpt2", so it is not used with this one. Learn again to replace it. [Learn Again]',
    ],
  ])('is said to be missing where it is: %j', async (state, message) => {
    found = state;
    await show();
    expect(writer.window.person.messages).toEqual([message]);
  });
});
