import path from 'node:path';
import type { Arguments } from '../arguments.js';
import type { Outcome } from '../command.js';
import { engineInit } from '../engineChoices.js';
import { packageVersion } from '../packageVersion.js';
import type { Terminal } from '../terminal.js';
import { serverEnvironment } from '../../common/modelTool/downloadEnvironment.js';
import type { DoorName, DoorServer } from './door.js';

/**
 * Serves the client of a door until it is gone. The door is a program of its own, which no other command has to load.
 * @param folders that are named on the command line
 */
export async function openDoor(name: DoorName, args: Arguments, folders: readonly string[], terminal: Terminal): Promise<Outcome> {
  const { packageFolder, workingFolder } = terminal;
  const init = await engineInit(args, terminal);
  if (init.learnedFolder !== undefined) await checkIsLearned(init.learnedFolder, args);
  const server = serverOf(args, terminal);
  const door = await terminal.openDoor(name);
  const exitCode = await door.serve({
    init,
    shared: !args.flag('own-engine'),
    engineScript: path.join(packageFolder, 'dist', 'engine.js'),
    version: await packageVersion(packageFolder),
    workingFolder,
    folders,
    cancel: terminal.cancel,
    ...(server !== undefined && { server }),
  });
  return { json: undefined, text: () => '', exitCode: exitCode === 0 ? 0 : 1 };
}

/** The server that the options name; undefined where there is none. */
function serverOf(args: Arguments, { env, packageFolder }: Terminal): DoorServer | undefined {
  const [url, model, key] = [args.text('server'), args.text('server-model'), env.CLOZE_SERVER_KEY];
  if (url === undefined) return undefined;
  return {
    script: path.join(packageFolder, 'dist', 'remote.js'),
    choice: { url, ...(key !== undefined && { key }), ...(model !== undefined && { model }) },
    environment: serverEnvironment(env, {}, 'on'),
  };
}

/** Loaded with its need only: a door has no room for what it does not use. */
async function checkIsLearned(folder: string, args: Arguments): Promise<void> {
  const { readLearned } = await import('../../engine/features/learn/learnedFolder.js');
  const { checkLearned } = await import('../checkLearned.js');
  checkLearned(await readLearned(folder), args);
}
