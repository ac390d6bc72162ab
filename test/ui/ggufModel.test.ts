import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { writeEmbeddedAsGguf } from '../util/embeddedAsGguf.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('A GGUF file of K-quants that is named by its path', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloze-gguf-'));
  const file = path.join(folder, 'story-Q4_K.gguf');
  beforeAll(() => writeEmbeddedAsGguf(file), 300_000);
  afterAll(() => rm(folder, { recursive: true }));
  const session = useSession({ extension: 'packaged', machineSettings: { 'cloze.model': file } });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });

  const waitForModel = (name: RegExp): Promise<void> => session().workbench.statusBarEntry(name).last().waitFor({ timeout: 120_000 });
  const typeBeginning = async (): Promise<void> => {
    await editor.setText(keeper);
    await editor.type(begun);
  };

  test('writes ghost text', async () => {
    await typeBeginning();
    await expect.poll(() => editor.ghostText(), { timeout: 180_000 }).toMatch(continued);
    await waitForModel(/Cloze: Ready\. .*story-Q4_K/);
    await session().takePicture('ghost text from a GGUF file');
  });

  test('gives its place back to the model that comes with Cloze', async () => {
    await session().changeSettings({ 'cloze.model': 'smollm2-135m-instruct' });
    await typeBeginning();
    await expect.poll(() => editor.ghostText(), { timeout: 180_000 }).toMatch(continued);
    await waitForModel(/Cloze: Ready\. .*smollm2-135m-instruct/);
  });
});
