import { describe, expect, test } from 'vitest';
import { commands, hasMarksKey } from '../../../../src/host/ids.js';
import { classifying } from './classifying.js';

type Marked = Awaited<ReturnType<typeof marked>>;

async function marked() {
  const at = classifying();
  const editor = await at.window.open('a.md', 'A. |pleasing words.|');
  at.answerLabels();
  await at.window.run(commands.classifySelection);
  const legend = at.window.statusItems.find(({ id }) => id === 'cloze.classificationLegend');
  return { ...at, editor, legend };
}

describe('Words that moved a label', () => {
  test('are underlined in the text, with how much they moved it, and a legend says what the lines mean', async () => {
    const { editor, legend, labelMarks, window } = await marked();
    expect(editor.drawn.map(({ text, options }) => [text, options.hoverMessage])).toEqual([['p', expect.stringContaining('praise')]]);
    expect(legend).toMatchObject({ text: '$(tag) ━ for "praise"  ┅ against', isShown: true });
    expect(labelMarks.value).toBe('file:///novel/a.md');
    expect(window.ran).toContainEqual(['setContext', hasMarksKey, true]);
  });

  test.each<[title: string, happens: (at: Marked) => unknown]>([
    [
      'the text changes',
      ({ editor }) => {
        editor.change([{ start: 0, end: 1, text: 'B' }]);
      },
    ],
    ['they are cleared', ({ window }) => window.run(commands.clearMarks)],
    [
      'the document is closed',
      ({ window, editor }) => {
        window.close(editor.document);
      },
    ],
  ])('go when %s', async (_title, happens) => {
    const at = await marked();
    await happens(at);
    expect(at.editor.drawn.filter(() => at.window.editors.includes(at.editor))).toEqual([]);
    expect(at.legend).toMatchObject({ isShown: false });
    expect(at.labelMarks.value).toBeUndefined();
  });

  test('stay while another document is looked at, without the legend', async () => {
    const at = await marked();
    at.window.editors.splice(0);
    at.window.events.visibleEditors.fire([]);
    expect(at.legend).toMatchObject({ isShown: false });
    at.window.editors.push(at.editor);
    at.window.events.visibleEditors.fire([at.editor]);
    expect(at.legend).toMatchObject({ isShown: true });
    expect(at.editor.drawn).toHaveLength(1);
  });
});

describe('"Find Named Entities"', () => {
  const installed = [{ model: 'ner', kind: 'words' as const, labels: ['PER'] }];
  const found = { offset: 4, length: 3, label: 'PER', probability: 0.9 };

  async function find(names: readonly (typeof found)[], change?: (at: ReturnType<typeof classifying>) => void) {
    const at = classifying({
      classifiers: () => Promise.resolve(installed),
      findLabels: () => {
        change?.(at);
        return Promise.resolve({ found: [...names] });
      },
    });
    const editor = await at.window.open('a.md', 'Say Ada.|');
    await at.window.run(commands.findNames);
    return { ...at, editor };
  }

  test('marks them in the text and lists them in the table; the one classifier there is is not asked about', async () => {
    const { editor, rows, window } = await find([found]);
    expect(editor.drawn.map(({ text, options }) => [text, options.hoverMessage])).toEqual([['Ada', 'PER, 90 %']]);
    expect((await rows())[0]).toBe('PER · 90 %  a.md:1  Ada');
    expect(window.person.asked).toEqual([]);
  });

  test('says where there are none', async () => {
    expect((await find([])).window.person.brief).toEqual(['No named entities were found.']);
  });

  test('marks nothing in a text that has changed meanwhile', async () => {
    const { editor, window } = await find([found], ({ window: { active } }) => active?.change([{ start: 0, end: 0, text: 'x' }]));
    expect(editor.drawn).toEqual([]);
    expect(window.person.brief).toEqual(['The text has changed since, so nothing was done.']);
  });

  test('says what is needed where nothing can find them', async () => {
    const { window } = classifying();
    await window.open('a.md', 'Say Ada.|');
    await window.run(commands.findNames);
    expect(window.person.messages[0]).toMatch(/^"Find Named Entities" needs a checkpoint that labels words.*\[Choose Folder…\]$/);
  });
});

describe('"Ask This Document"', () => {
  async function ask(answers: readonly (string | undefined)[]) {
    const at = classifying({
      classifiers: () => Promise.resolve([{ model: 'squad', kind: 'answer' as const, labels: [] }]),
      answer: () => Promise.resolve({ answers: [{ offset: 4, length: 3, probability: 0.8 }], noAnswer: 0.1 }),
    });
    const editor = await at.window.open('a.md', '|Say Ada.');
    at.window.person.answers(...answers);
    await at.window.run(commands.askDocument);
    return { ...at, editor, selected: editor.document.getText(editor.selection) };
  }

  test('selects the answer that is chosen', async () => {
    const { selected, window } = await ask(['Who?', 'Ada']);
    expect(window.person.asked.map(({ title }) => title)).toEqual(['Ask This Document', 'Who?']);
    expect(selected).toBe('Ada');
  });

  test.each([
    ['where the answers are closed', ['Who?', undefined]],
    ['where nothing is asked', [' ']],
    ['where the question is given up', [undefined]],
  ])('leaves the cursor where it was %s', async (_title, answers) => {
    expect((await ask(answers)).selected).toBe('');
  });

  test('says what is needed where no checkpoint answers', async () => {
    const { window } = classifying();
    await window.open('a.md', 'Say Ada.|');
    await window.run(commands.askDocument);
    expect(window.person.messages[0]).toMatch(/^"Ask This Document" needs a checkpoint that answers questions.*\[Choose Folder…\]$/);
  });
});
