import path from 'node:path';
import type { Arguments } from '../arguments.js';
import type { Outcome } from '../command.js';
import { engineInit } from '../engineChoices.js';
import { packageVersion } from '../packageVersion.js';
import type { Terminal } from '../terminal.js';
import type { DoorName } from './door.js';

/**
 * Serves the client of a door until it is gone. The door is a program of its own, which no other command has to load.
 * @param folders that are named on the command line
 */
export async function openDoor(name: DoorName, args: Arguments, folders: readonly string[], terminal: Terminal): Promise<Outcome> {
  const { packageFolder, workingFolder } = terminal;
  const door = await terminal.openDoor(name);
  const exitCode = await door.serve({
    init: await engineInit(args, terminal),
    shared: !args.flag('own-engine'),
    engineScript: path.join(packageFolder, 'dist', 'engine.js'),
    version: await packageVersion(packageFolder),
    workingFolder,
    folders,
  });
  return { json: undefined, text: () => '', exitCode: exitCode === 0 ? 0 : 1 };
}
