import type { Workbench } from '../../scripts/editor/workbench.js';
import { EditorWithWatcher } from '../editor/editorWithWatcher.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import { summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';

/** 60 words a minute. */
const keyMs = 200;

/** How many keys are typed while the event loop is watched. */
const keys = 120;

export const editor: Measure = {
  name: 'editor',
  title: 'In the editor',
  method:
    'VS Code for the browser with the packaged extension. Activation is what "Developer: Show Running Extensions" states, a new window each. Cold: from opening a Markdown file in a new window, with no engine running, until ghost text that was asked for is drawn; every step that the hands of the test take is in it. Longest block: how long the event loop of the extension host could not turn while a paragraph is typed at 60 words a minute; the same is measured with Cloze switched off, since VS Code and its own extensions work in that process too.',
  async run(context) {
    const windows = await EditorWithWatcher.open(context.root);
    try {
      const activation: number[] = [];
      const cold: number[] = [];
      const typing: number[] = [];
      const typingWithout: number[] = [];
      for (let round = 0; round < (context.quick ? 1 : 5); round++) {
        context.log(`Window ${round + 1} …`);
        const window = await windows.window();
        cold.push(await timeToGhostText(window));
        typing.push(await windows.longestBlock(() => typeParagraph(context, window)));
        await window.run('Cloze: Toggle Cloze');
        typingWithout.push(await windows.longestBlock(() => typeParagraph(context, window)));
        await window.run('Cloze: Toggle Cloze');
        await window.run('File: Revert File');
        activation.push(await activationTime(window));
        await window.page.close();
      }
      const peer = { name: 'Cloze switched off', value: summarise(typingWithout) };
      return [
        { what: 'activation', unit: 'ms', ours: summarise(activation), target: { atMost: 50 } },
        { what: 'cold, from opening a file to ghost text', unit: 'ms', ours: summarise(cold), target: { atMost: 3000 } },
        {
          what: 'longest block while completing',
          unit: 'ms',
          ours: summarise(typing),
          target: { atMost: 16 },
          note: `${peer.name}: ${peer.value.median.toFixed(1)} ms`,
        },
      ];
    } finally {
      await windows.close();
    }
  },
};

async function activationTime(window: Workbench): Promise<number> {
  await window.run('Developer: Show Running Extensions');
  const row = window.page.locator('.runtime-extensions-editor .extension').filter({ hasText: 'Cloze' }).first();
  const text = (await row.locator('.activation-time').textContent()) ?? '';
  const found = /(\d+)\s*ms/.exec(text)?.[1];
  if (found === undefined) throw new Error(`The editor states no time of activation: "${text}".`);
  return Number(found);
}

async function timeToGhostText(window: Workbench): Promise<number> {
  await window.openPalette('manuscript.md');
  const started = performance.now();
  await window.choose('manuscript.md');
  await window.tab('manuscript.md').waitFor();
  const text = window.textEditor;
  await text.waitFor();
  await text.goToEnd();
  await text.press('Alt+\\');
  await text.waitForGhostText();
  return performance.now() - started;
}

async function typeParagraph(context: BenchContext, window: Workbench): Promise<void> {
  const paragraph = (await benchText(context.root)).split('\n\n').find((each) => each.length > keys) ?? '';
  await window.page.keyboard.press('Control+End');
  await window.page.keyboard.insertText('\n\n');
  await window.page.keyboard.type(paragraph.slice(0, context.quick ? 20 : keys), { delay: keyMs });
}
