import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../../src/host/ids.js';
import { copyModel } from '../../../util/copyModel.js';
import { canMakeDisks, smallDisk } from '../../../util/fullDisk.js';
import { tinyTokenizer } from '../../../util/tinyTokenizer.js';
import { ModelDesk } from './modelDesk.js';

let desk: ModelDesk;
let model: string;
let target: string;
beforeEach(async () => {
  desk = await ModelDesk.open();
  model = path.join(desk.home, 'models', 'small-bert');
  target = path.join(desk.home, 'repository');
  await mkdir(target);
  await copyModel('bert-pretraining', model);
  await writeFile(path.join(model, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
  desk.writer.window.settings.set('cloze.encoderModel', model);
});
afterEach(() => desk.close());

const person = (): ModelDesk['writer']['window']['person'] => desk.writer.window.person;
const triton = 'Triton, KServe, MLServer';
const embeddings = 'Text Embeddings Inference';
const isThere = (...names: string[]): Promise<boolean> => access(path.join(target, ...names)).then(() => true, () => false); // prettier-ignore

async function exportTo(folder: string, kind: string, ...answers: string[]): Promise<void> {
  person().answers(kind, vscode.Uri.file(folder), ...answers);
  await desk.writer.window.run(commands.exportForServer);
}

/** What was shown last, with its buttons. */
const said = (): string => person().messages.at(-1) ?? '';

describe('Export for Server', () => {
  test('writes a repository, says where it is, and leads to how it is started', async () => {
    const opened: unknown[] = [];
    const shown = vscode.commands.registerCommand(commands.openDocumentation, (page: unknown) => opened.push(page));
    await exportTo(target, triton, 'How to Start It');
    expect(said()).toMatch(/^small-bert is in .*repository\. Start the server with it/);
    expect((await readdir(path.join(target, 'small-bert'))).sort()).toEqual(['1', 'cloze_runtime.py', 'config.pbtxt', 'model-settings.json']);
    expect(await readdir(path.join(target, 'small-bert', '1'))).toEqual(expect.arrayContaining(['model.onnx']));
    expect(opened).toEqual(['servers']);
    shown.dispose();
  });

  test('writes weights of 32 bits for OpenVINO Model Server, beside the models that its list has', async () => {
    const list = { model_config_list: [{ config: { name: 'other', base_path: '/models/other', batch_size: 8 } }], monitoring: {} };
    await writeFile(path.join(target, 'config.json'), JSON.stringify(list));
    await exportTo(target, 'OpenVINO Model Server');
    expect(desk.runs.at(-1)).toContain('--precision float32');
    const read = JSON.parse(await readFile(path.join(target, 'config.json'), 'utf8')) as unknown;
    expect(read).toEqual({ ...list, model_config_list: [...list.model_config_list, { config: { name: 'small-bert', base_path: '/models/small-bert' } }] });
  });

  test('writes a classifier of pairs for Text Embeddings Inference', async () => {
    await exportTo(target, embeddings);
    expect(await isThere('small-bert', 'model.safetensors')).toBe(true);
    // Once more, in the place of the first.
    await exportTo(target, embeddings);
    expect(said()).toMatch(/^small-bert is in/);
  });

  test('begins nothing where it is given up', async () => {
    await desk.writer.window.run(commands.exportForServer);
    person().answers(triton);
    await desk.writer.window.run(commands.exportForServer);
    expect(desk.runs).toEqual([]);
  });
});

describe('A folder that cannot be', () => {
  test('what lies there already and is no export, such as the model itself, is left alone', async () => {
    const before = await readFile(path.join(model, 'config.json'), 'utf8');
    for (const kind of [triton, embeddings]) {
      await exportTo(path.dirname(model), kind);
      expect(said()).toMatch(/small-bert" is there already, and is no export of Cloze's\. Nothing was changed\. Choose another folder\./);
    }
    expect(await readFile(path.join(model, 'config.json'), 'utf8')).toBe(before);
    expect((await readdir(model)).filter((name) => /incomplete|runtime/.test(name))).toEqual([]);
  });

  test('a file in the place of the folder', async () => {
    await rm(target, { recursive: true });
    await writeFile(target, '');
    await exportTo(target, triton);
    expect(said()).toMatch(/is no folder\. Choose another place\./);
  });

  test.skipIf(!canMakeDisks).each([triton, embeddings])('a full disk (needs the right to mount one), for %s', async (kind) => {
    const disk = await smallDisk(16);
    await exportTo(disk.folder, kind);
    expect(said()).toMatch(/^The disk is full: the model was not exported to .*\. Free some space, or choose a folder on another disk\./);
    expect(await readdir(disk.folder)).toEqual([]);
    await disk.remove();
  });

  test.skipIf(!canMakeDisks)('a disk that nobody may write (needs the right to mount one)', async () => {
    const disk = await smallDisk(1024);
    disk.readOnly();
    await exportTo(disk.folder, triton);
    expect(said()).toMatch(/cannot be written: this account has no right to\. Choose another folder\./);
    await disk.remove();
  });
});
