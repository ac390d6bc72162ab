import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ProcessGroup, signalGroup } from '../editor/processGroup.js';
import { createProfile, type Profile } from '../editor/profile.js';
import { writingSettings } from '../editor/settings.js';
import { inRoot, root } from '../paths.js';
import type { OpenEditor } from './openEditor.js';

/** The path of VS Code's or VSCodium's command, if one is on the PATH. */
export function findDesktopEditor(): string | undefined {
  const ending = process.platform === 'win32' ? '.cmd' : '';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return ['code', 'codium'].flatMap((name) => folders.map((folder) => path.join(folder, name + ending))).find((file) => existsSync(file));
}

/** Opens a window that is apart from the user's own, so that it can be ended without touching theirs. */
export async function openDesktopEditor(command: string): Promise<OpenEditor> {
  const profile = await createProfile(inRoot('.cache/desktop-profile'), writingSettings);
  const args = [
    '--wait',
    '--new-window',
    `--user-data-dir=${profile.userData}`,
    `--extensions-dir=${profile.extensions}`,
    `--extensionDevelopmentPath=${path.resolve(root)}`,
    '--disable-workspace-trust',
    inRoot('samples'),
    inRoot('samples/manuscript.md'),
  ];
  const windows = process.platform === 'win32';
  const child = windows
    ? spawn([command, ...args].map((each) => `"${each}"`).join(' '), { stdio: 'ignore', shell: true })
    : spawn(command, args, { stdio: 'ignore', detached: true });
  const group = new ProcessGroup(child);
  return {
    where: `VS Code opens a window with Cloze (${command}).`,
    ended: group.ended,
    stop: async () => {
      // The command starts the editor in a group of its own; the editor notes its process id in its profile.
      const editor = readLock(profile);
      if (editor !== undefined) signalGroup(editor, 'SIGTERM');
      await group.stop();
    },
  };
}

function readLock(profile: Profile): number | undefined {
  const lock = path.join(profile.userData, 'code.lock');
  return existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : undefined;
}
