import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { CompletionRecord } from '../../../../src/common/completionRecord.js';
import { Emitter } from '../../../../src/common/emitter.js';
import type { CompleteRequest, Completion, WarmRequest } from '../../../../src/common/methods/completion.js';
import { commands, storageKeys } from '../../../../src/host/ids.js';
import { Latest } from '../../../../src/host/latest.js';
import { registerInlineCompletions } from '../../../../src/providers/inlineCompletions/registerInlineCompletions.js';
import { registerWhyCompletion } from '../../../../src/providers/whyCompletion/registerWhyCompletion.js';
import { noCancel } from '../../../util/editor/memoryWindow.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;
const german = { name: 'Qwen/Qwen3-0.6B-Base', jobs: ['completion'], languages: ['en', 'de'], gated: false, bytes: 1 };
const { Automatic, Invoke } = vscode.InlineCompletionTriggerKind;

function completion(text: string, chance = 0.9): Completion {
  const acceptance = { whole: chance, firstWord: chance };
  return { text, tokens: [{ text, logprob: Math.log(chance), alternatives: [] }], stop: 'sentence', acceptance };
}

let writer: Writer;
let requests: CompleteRequest[];
let warmed: WarmRequest[];
let candidates: readonly Completion[];
let failure: Error | undefined;
let isPaused: boolean;
let last: Latest<CompletionRecord | undefined>;
let busy: boolean[];

beforeEach(() => {
  writer = sitDown();
  [requests, warmed, busy, isPaused, failure] = [[], [], [], false, undefined];
  candidates = [completion(' went home again.')];
  last = new Latest<CompletionRecord | undefined>(undefined);
  const engine = fakeEngine({
    complete(request) {
      requests.push(request);
      return failure === undefined ? Promise.resolve({ candidates: [...candidates], usage }) : Promise.reject(failure);
    },
    warm(request) {
      warmed.push(request);
      return Promise.resolve({ contextTokens: 1, reusedTokens: 0 });
    },
  });
  const { clock, log, storage } = writer;
  registerInlineCompletions({
    engine,
    clock,
    log,
    storage,
    isPaused: () => isPaused,
    lastCompletion: last,
    recommended: () => Promise.resolve([german]),
    onBusy: (now) => busy.push(now),
    onDidUnload: new Emitter<void>().event,
  });
  registerWhyCompletion(last);
});

/** What is shown at the cursor of the active editor. */
async function shown(
  triggerKind: vscode.InlineCompletionTriggerKind = Automatic,
  selectedCompletionInfo?: vscode.SelectedCompletionInfo,
): Promise<string[] | undefined> {
  const editor = writer.window.active;
  const [provider] = writer.window.providers.inline;
  if (editor === undefined || provider === undefined) throw new Error('There is no editor, or Cloze is off.');
  const context = { triggerKind, selectedCompletionInfo, requestUuid: '', requestIssuedDateTime: 0, earliestShownDateTime: 0 };
  const answer = Promise.resolve(provider.provideInlineCompletionItems(editor.document, editor.selection.active, context, noCancel()));
  for (let step = 0; step < 20; step++) await writer.clock.advance(100);
  const items = (await answer) as readonly vscode.InlineCompletionItem[] | undefined;
  return items?.map(({ insertText, range }) => `${range === undefined ? '' : editor.document.getText(range)}→${insertText as string}`);
}

describe('A completion is shown', () => {
  test('at the cursor, from the text before it and the headings above', async () => {
    await writer.window.open('a.md', '# Home\n\nIn the evening she|');
    expect(await shown()).toEqual(['→ went home again.']);
    expect(requests[0]?.context).toMatchObject({ headings: ['Home'], before: '# Home\n\nIn the evening she', after: '' });
    expect(last.value?.candidates[0]?.completion.text).toBe(' went home again.');
    expect(busy).toEqual([true, false]);
  });

  test('with line ends as the text has them read as one kind', async () => {
    await writer.window.open('a.md', 'One line\r\nand the evening she|');
    await shown();
    expect(requests[0]?.context.before).not.toContain('\r');
  });

  test('in place of what is selected in the list of suggestions', async () => {
    await writer.window.open('a.md', 'In the evening she we|');
    candidates = [completion('went home again.')];
    const range = new vscode.Range(0, 19, 0, 21);
    const found = await shown(Automatic, { range, text: 'went' });
    expect(found?.every((item) => item.startsWith('we→went'))).not.toBe(false);
  });
});

describe('No completion is shown', () => {
  test.each<[title: string, text: string, why: string]>([
    ['in code', '```\nlet a|\n```', 'code'],
    ['where text is selected', 'In the |evening| she', 'selected'],
    ['where the model has none', 'In the evening she|', ''],
  ])('%s; asked for, the status bar says why', async (_title, text, why) => {
    candidates = [];
    await writer.window.open('a.md', text);
    expect((await shown()) ?? []).toEqual([]);
    expect(writer.window.person.brief).toEqual([]);
    await shown(Invoke);
    expect(writer.window.person.brief).toHaveLength(1);
    expect(writer.window.person.brief[0]?.toLowerCase()).toContain(why);
  });

  test('on its own while Cloze rests; asked for it is', async () => {
    isPaused = true;
    await writer.window.open('a.md', 'In the evening she|');
    expect(await shown()).toBeUndefined();
    expect(await shown(Invoke)).toEqual(['→ went home again.']);
  });

  test('on its own in another language than English, which is said once', async () => {
    await writer.window.open('a.md', 'Der Hund schläft unter dem alten Baum und träumt von einem Knochen, den er im Garten|');
    expect(await shown()).toBeUndefined();
    await shown();
    expect(writer.window.person.messages).toHaveLength(1);
    expect(writer.window.person.messages[0]).toMatch(
      /^The built-in language model knows only English.* For German there is [\w./-]+\. \[Choose Model\]$/,
    );
  });

  test('in a document that cannot be written', async () => {
    const uri = vscode.Uri.parse('git:/novel/a.md');
    writer.window.providers.texts.set('git', { provideTextDocumentContent: () => 'In the evening she' });
    const editor = writer.window.show(await writer.window.document(uri, 'markdown'));
    editor.selection = new vscode.Selection(0, 18, 0, 18);
    expect(await shown()).toBeUndefined();
    expect(requests).toEqual([]);
  });

  test('where the engine fails; the log says why, once', async () => {
    failure = new Error('odd');
    await writer.window.open('a.md', 'In the evening she|');
    expect((await shown()) ?? []).toEqual([]);
    expect(writer.window.logged.filter((line) => line.includes('odd'))).toHaveLength(1);
    expect(writer.window.person.messages).toEqual([]);
  });

  test('while Cloze is off: nothing is registered, and it is again once it is on', () => {
    writer.window.settings.set('cloze.enable', false);
    expect(writer.window.providers.inline.size).toBe(0);
    writer.window.settings.set('cloze.enable', true);
    expect(writer.window.providers.inline.size).toBe(1);
  });

  test('at several cursors with other text around each', async () => {
    const editor = await writer.window.open('a.md', 'In the evening she|\n\nAt noon he');
    editor.selections = [editor.selection, new vscode.Selection(2, 10, 2, 10)];
    await shown(Invoke);
    expect(requests).toEqual([]);
    expect(writer.window.person.brief).toHaveLength(1);
  });
});

describe('The text is read ahead', () => {
  test('where the cursor rests', async () => {
    const editor = await writer.window.open('a.md', 'In the evening she|');
    await writer.clock.advance(60_000);
    expect(warmed.at(-1)?.context.before).toBe('In the evening she');
    editor.selection = new vscode.Selection(0, 6, 0, 6);
    await writer.clock.advance(60_000);
    expect(warmed.at(-1)?.context.before).toBe('In the');
  });

  test.each([
    ['while Cloze rests', 'In the evening she|', true],
    ['where text is selected', 'In the |evening| she', false],
    ['in code', '```\nlet a|\n```', false],
  ])('but not %s', async (_title, text, rests) => {
    isPaused = rests;
    await writer.window.open('a.md', text);
    const before = warmed.length;
    writer.window.focus(writer.window.active);
    await writer.clock.advance(60_000);
    expect(warmed.slice(before)).toEqual([]);
  });
});

describe('"Trigger Completion"', () => {
  test('has the editor ask', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    await writer.window.run(commands.trigger);
    expect(writer.window.ran.at(-1)).toEqual(['editor.action.inlineSuggest.trigger']);
  });

  test.each<[title: string, key: string, value: unknown, message: string]>([
    ['while Cloze is off', 'cloze.enable', false, 'Cloze is off. [Enable]'],
    ['where the editor shows none', 'editor.inlineSuggest.enabled', false, 'The editor does not show completions because its setting "editor.inlineSuggest.enabled" is off. [Open Settings]'], // prettier-ignore
  ])('says why nothing can come: %s', async (_title, key, value, message) => {
    writer.window.settings.set(key, value);
    await writer.window.open('a.md', 'In the evening she|');
    await writer.window.run(commands.trigger);
    expect(writer.window.person.messages).toEqual([message]);
  });

  test.each<[title: string, languages: unknown, text: string]>([
    ['in a language that is off', { markdown: 'off' }, 'In the evening she|'],
    ['where text is selected', {}, 'In the |evening|'],
  ])('says in the status bar why nothing comes %s', async (_title, languages, text) => {
    writer.window.settings.set('cloze.completion.languages', languages);
    await writer.window.open('a.md', text);
    await writer.window.run(commands.trigger);
    expect(writer.window.person.brief).toHaveLength(1);
  });
});

describe('"Accept Word"', () => {
  test('has the editor accept its own where nothing of Cloze is shown', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    await writer.window.run(commands.acceptWord);
    expect(writer.window.ran.map(([id]) => id)).toContain('editor.action.inlineSuggest.acceptNextWord');
  });

  test('does so without an editor too', async () => {
    await writer.window.run(commands.acceptWord);
    expect(writer.window.ran).toEqual([['editor.action.inlineSuggest.acceptNextWord']]);
  });
});

describe('How sure Cloze must be', () => {
  test('is chosen from a list, and written where it is set', async () => {
    writer.window.settings.set('cloze.completion.quietness', 'quiet', 'workspace');
    writer.window.person.answers('Eager');
    await writer.window.run(commands.chooseQuietness);
    expect(writer.window.person.asked[0]?.items).toEqual(['Quiet', 'Balanced', 'Eager']);
    expect(writer.window.settings.valueOf('cloze.completion.quietness')).toBe('eager');
  });

  test('stays where Escape is pressed', async () => {
    const before = writer.window.settings.valueOf('cloze.completion.quietness');
    await writer.window.run(commands.chooseQuietness);
    expect(writer.window.settings.valueOf('cloze.completion.quietness')).toBe(before);
  });
});

describe('What Cloze learned from choices', () => {
  test('is shown, and forgotten on request', async () => {
    await writer.storage.update(storageKeys.acceptanceBias, 0.5);
    writer.window.person.answers('Forget');
    await writer.window.run(commands.showLearned);
    expect(writer.window.person.messages[0]).toMatch(/\[Forget\]$/);
    expect(writer.window.person.brief).toEqual(['Cleared what Cloze learned from your choices in this workspace.']);
    expect(writer.storage.get(storageKeys.acceptanceBias)).not.toBe(0.5);
  });

  test('is forgotten by its command', async () => {
    await writer.window.run(commands.forgetChoices);
    expect(writer.window.person.brief).toEqual(['Cleared what Cloze learned from your choices in this workspace.']);
  });
});

describe('"Why This Completion?"', () => {
  test('shows the bars of the completion at the cursor', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    await shown();
    await writer.window.run(commands.whyCompletion);
    expect(writer.window.ran.at(-1)).toEqual([commands.showProbabilities, 'completion']);
  });

  test('says that there is none elsewhere, and offers one', async () => {
    const editor = await writer.window.open('a.md', 'In the evening she|');
    await shown();
    editor.selection = new vscode.Selection(0, 2, 0, 2);
    writer.window.person.answers('Complete Here');
    await writer.window.run(commands.whyCompletion);
    expect(writer.window.person.messages).toEqual(['There is no completion at the cursor. [Complete Here]']);
    expect(writer.window.ran.at(-1)).toEqual(['editor.action.inlineSuggest.trigger']);
  });

  test('is about the completion that the panel shows, from there', async () => {
    await writer.window.open('a.md', 'In the evening she|');
    await shown();
    writer.window.focus(undefined);
    await writer.window.run(commands.whyCompletion);
    expect(writer.window.ran.at(-1)).toEqual([commands.showProbabilities, 'completion']);
  });
});
