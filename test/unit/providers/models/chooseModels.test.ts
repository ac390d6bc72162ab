import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../../src/host/ids.js';
import { ModelDesk } from './modelDesk.js';

let desk: ModelDesk;
beforeEach(async () => {
  desk = await ModelDesk.open();
});
afterEach(() => desk.close());

const person = (): ModelDesk['writer']['window']['person'] => desk.writer.window.person;

/** Opens the list of models for completions, types into it, chooses a row and gives these answers to what follows. */
async function choose(row: string, typed: string, ...answers: readonly string[]): Promise<void> {
  const chosen = desk.writer.window.run(commands.chooseModels, 'completion');
  const picker = await desk.picker();
  person().answers(...answers);
  if (typed !== '') picker.type(typed);
  picker.goTo(row);
  picker.accept();
  await chosen;
}

const tinyRow = '$(cloud-download) Download writer/tiny…';

const getTiny = (...answers: readonly string[]): Promise<void> => choose(tinyRow, 'writer/tiny', ...answers);

describe('The jobs', () => {
  test('are listed with the model that each uses', async () => {
    desk.writer.window.settings.set('cloze.model', 'writer/tiny');
    await desk.writer.window.run(commands.chooseModels);
    const [asked] = person().asked;
    expect(asked?.title).toBe('Choose Models');
    expect(asked?.items).toEqual(expect.arrayContaining(['$(edit) Completions', '$(book) Words and Flow', '$(sparkle) Rewriting', '$(tag) Labels']));
    expect(desk.runs).toEqual([]);
  });
});

describe('The list of models for a job', () => {
  test('has the one in use, those to download with size and license, and asks no server', async () => {
    const chosen = desk.writer.window.run(commands.chooseModels, 'completion');
    const picker = await desk.picker();
    const described = picker.items.map(({ label, description = '' }) => `${label} | ${description}`);
    expect(described.slice(0, 2)).toEqual(['in use | ', '$(check) smollm2-135m-instruct | 96 MB · comes with Cloze']);
    expect(described).toContain('$(cloud-download) HuggingFaceTB/SmolLM2-360M | 724 MB · apache-2.0 · en · fast');
    expect(desk.hub.seen).toEqual([]);
    picker.hide();
    await chosen;
  });

  test('leads back to the jobs', async () => {
    const chosen = desk.writer.window.run(commands.chooseModels, 'completion');
    const picker = await desk.picker();
    picker.press('Back');
    await chosen;
    expect(person().asked.map(({ title }) => title)).toContain('Choose Models');
  });
});

describe('A model by its name', () => {
  test('is downloaded and used with one consent, and gives its place back', async () => {
    await getTiny('Allow Once', 'Download and Use', 'Undo');
    expect(person().messages[0]).toMatch(/^Allow Cloze to connect to hub\.example\?\nTo ask what writer\/tiny is .* \[Allow Once\] \[Always Allow\] \[Refuse\]$/);
    expect(person().messages[1]).toMatch(/^Download writer\/tiny\?\n646 kB to download\.\nLicense: mit\.\n/);
    expect(person().messages[2]).toBe('writer/tiny writes completions from now on. [Undo]');
    expect(desk.setting('model')).toBe('smollm2-135m-instruct');
    expect(desk.setting('network')).toBe('ask');
  });

  test('is on this machine afterwards, and the embedded one is one choice away', async () => {
    await getTiny('Always Allow', 'Download and Use');
    expect([desk.setting('model'), desk.setting('network')]).toEqual(['writer/tiny', 'on']);
    await choose('$(package) smollm2-135m-instruct', '');
    expect(desk.setting('model')).toBe('smollm2-135m-instruct');
    await choose('$(package) writer/tiny', '');
    expect(desk.setting('model')).toBe('writer/tiny');
  });

  test('is removed from the list, and the embedded one is used again', async () => {
    await getTiny('Always Allow', 'Download and Use');
    const chosen = desk.writer.window.run(commands.chooseModels, 'completion');
    const picker = await desk.picker();
    person().answers('Remove');
    picker.pressItemButton('$(check) writer/tiny');
    await chosen;
    expect(desk.setting('model')).toBe('smollm2-135m-instruct');
    await expect(access(path.join(desk.home, '.cache/huggingface/hub/models--writer--tiny'))).rejects.toThrow('ENOENT');
    expect(person().brief.at(-1)).toMatch(/^writer\/tiny was removed: \d+ kB are free again\.$/);
  });

  test('is found by words of it', async () => {
    await choose('$(search) Search hub.example for "tiny"', 'tiny', 'Allow Once', 'writer/tiny', 'Download and Use');
    expect(desk.setting('model')).toBe('writer/tiny');
  });

  test('that is gated names the page where its authors are asked', async () => {
    const tiny = desk.hub.repositories.get('writer/tiny');
    desk.hub.repositories.set('writer/tiny', { files: tiny?.files ?? {}, gated: true, token: 'hf_right' });
    await getTiny('Allow Once', 'Open Page');
    expect(person().messages.at(-1)).toMatch(/is gated: .*"Cloze: Set Hugging Face Token…".* \[Open Page\]$/);
    expect(desk.writer.window.ran.map(([id, uri]) => [id, String(uri)])).toEqual([['vscode.open', `${desk.hub.endpoint}/writer/tiny`]]);
    expect(desk.setting('model')).toBe('smollm2-135m-instruct');
  });

  test('whose architecture Cloze does not know is refused before anything is downloaded', async () => {
    const tiny = desk.hub.repositories.get('writer/tiny');
    desk.hub.repositories.set('writer/tiny', { files: { ...tiny?.files, 'config.json': '{"model_type":"mamba"}' } });
    await getTiny('Allow Once');
    expect(person().messages.at(-1)).toContain('needs the architecture "mamba"');
    expect(desk.hub.contents.filter((line) => line.includes('safetensors'))).toEqual([]);
  });
});

describe('The network', () => {
  test('is not used where that is refused', async () => {
    await getTiny('Refuse');
    expect(desk.hub.seen).toEqual([]);
    expect(desk.runs.filter((words) => words.includes('pull'))).toEqual([]);
  });

  test('that is switched off is allowed again from the list alone', async () => {
    desk.writer.window.settings.set('cloze.network', 'off');
    const chosen = desk.writer.window.run(commands.chooseModels, 'completion');
    const picker = await desk.picker();
    picker.type('writer/tiny');
    expect(picker.items.map(({ label }) => label)).not.toContain(tinyRow);
    picker.goTo('$(plug) Allow Cloze to Use the Network…');
    picker.accept();
    (await desk.picker()).hide();
    await chosen;
    expect(desk.setting('network')).toBe('ask');
    expect(desk.hub.seen).toEqual([]);
  });
});

describe('The token', () => {
  test.each([
    ['hf_abcdefgh', 'hf_abcdefgh'],
    ['  hf_abcdefgh\n', 'hf_abcdefgh'],
    ['', undefined],
    ['two words', 'hf_before'],
  ])('%j is kept as %j', async (typed, kept) => {
    desk.token = 'hf_before';
    person().answers(typed);
    await desk.writer.window.run(commands.setHuggingFaceToken);
    expect(desk.token).toBe(kept);
    expect(JSON.stringify([person().messages, person().brief, person().asked])).not.toMatch(/hf_\w/);
  });
});
