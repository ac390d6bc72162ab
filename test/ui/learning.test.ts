import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { labelling } from './labelling.js';
import { useSession } from './useSession.js';

const chapterOne = `Zelphina Morrowgate stood at the window of the lighthouse and watched the boats come in. The harbor was quiet that morning. Old
Tobrin had lit the fire before dawn, and the smell of coffee rose through the house. "You are late," said Zelphina, without turning round. Tobrin
laughed and set down the basket of herring. He had known Zelphina Morrowgate since she was a child, and he had never once seen her in a hurry.

In the village below, people said that Zelphina could hear a storm two days before it came. Tobrin believed it. The night the Quellabard went down,
Zelphina had woken him and told him to light every lamp in the house. There were eleven men on board the Quellabard, and nine of them came home.
After that no one in Harrowfen laughed at Zelphina Morrowgate any more. She put on her coat and walked down to Harrowfen with Tobrin beside her.

The boats were drawn up on the shingle, and the men who stood about them took off their caps to Zelphina as she passed. No one spoke of the
Quellabard. At the harbor office a lamp was burning, though it was day, and Zelphina Morrowgate stood in the door and waited for the master.
`;

describe('A writer lets Cloze learn from a manuscript', () => {
  const session = useSession({ extension: 'packaged' });
  const { file, run, input, answer } = labelling(session);
  const dialog = () => session().page.locator('.monaco-dialog-box');

  test('and sees first what is read, what is kept and where', async () => {
    await writeFile(file('chapter-1.md'), chapterOne);
    await run(commands.learnFromWriting);
    await session().page.locator('.quick-input-title', { hasText: 'Learn from My Writing' }).waitFor();
    await answer('chapter-*.md');
    await session().page.locator('.quick-input-title', { hasText: 'How Much?' }).waitFor();
    await session().takePicture('how much to learn');
    await session().workbench.choose('Words Only');
    await dialog().getByText('Learn from 1 file in this workspace?').waitFor();
    await expect.poll(() => dialog().textContent()).toContain('Nothing of it leaves this machine.');
    await session().takePicture('learn from my writing');
    await dialog().getByRole('button', { name: 'Learn', exact: true }).click();
    await session().workbench.notification('Cloze has learned from').waitFor({ timeout: 150_000 });
    await session().takePicture('learned from my writing');
  });

  test('then a made-up name of chapter 1 is completed in chapter 9 after two letters', async () => {
    await writeFile(file('chapter-9.md'), '');
    const editor = await session().workbench.openFile('chapter-9.md');
    await editor.type('It was late in the evening when Ze');
    // What it holds for less likely is shown where it is asked for.
    await editor.press('Alt+\\');
    await expect.poll(() => editor.ghostText(), { timeout: 60_000 }).toMatch(/^lphina/);
    await session().takePicture('a learned name');
    await editor.press('Escape');
  });

  test('and unasked, since she stands in the text and no other word of the manuscript begins so', async () => {
    const editor = await session().workbench.openFile('chapter-9.md');
    await editor.type(' Zelphina had gone out. No one was at the window but Ze');
    await expect.poll(() => editor.ghostText(), { timeout: 60_000 }).toMatch(/^lphina/);
    await session().takePicture('a learned name unasked');
    await editor.press('Escape');
  });

  test('and sees what was learned, finds a name in it, and deletes it', async () => {
    await run(commands.whatWasLearned);
    await session().page.locator('.quick-input-title', { hasText: 'What Was Learned from Your Writing' }).waitFor();
    await session().takePicture('what was learned');
    await input().fill('Quellabard');
    await session()
      .workbench.choice(/Quellabard/)
      .waitFor();
    await input().fill('Delete');
    await session().workbench.choose(/Delete What Was Learned/);
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await run(commands.whatWasLearned);
    await session().workbench.notification('Cloze has learned nothing from the writing in this workspace.').waitFor();
  });
});
