import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Settings } from './settings.js';

/** The folders that an editor keeps its state in, so that it leaves those of the user alone. */
export interface Profile {
  readonly root: string;
  /** Takes the place of the user's home folder. */
  readonly home: string;
  readonly temporary: string;
  readonly userData: string;
  readonly extensions: string;
  readonly workspace: string;
  readonly serverConfig: string;
  readonly serverLog: string;
}

/** A profile in a new temporary folder. Its folder goes with `removeProfile`. */
export async function createTemporaryProfile(settings: Settings): Promise<Profile> {
  return createProfile(await mkdtemp(path.join(os.tmpdir(), 'cloze-editor-')), settings);
}

/** A profile in a folder that may hold one already: then its settings stay as the user left them. */
export async function createProfile(root: string, settings: Settings): Promise<Profile> {
  const profile: Profile = {
    root,
    home: path.join(root, 'home'),
    temporary: path.join(root, 'tmp'),
    userData: path.join(root, 'user-data'),
    extensions: path.join(root, 'extensions'),
    workspace: path.join(root, 'workspace'),
    serverConfig: path.join(root, 'config.yaml'),
    serverLog: path.join(root, 'server.log'),
  };
  const user = path.join(profile.userData, 'User');
  for (const folder of [profile.home, profile.temporary, user, profile.extensions, profile.workspace]) {
    await mkdir(folder, { recursive: true });
  }
  // Without a file of its own, code-server writes one with a password into the user's home folder.
  await writeFile(profile.serverConfig, '');
  const settingsFile = path.join(user, 'settings.json');
  if (!existsSync(settingsFile)) await writeFile(settingsFile, JSON.stringify(settings, null, 2));
  return profile;
}

export async function removeProfile(profile: Profile): Promise<void> {
  // The last process of an editor may still be writing when its parent has gone.
  await rm(profile.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
