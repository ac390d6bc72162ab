import { existsSync } from 'node:fs';
import { inRoot } from '../../scripts/paths.js';
import { readProjectFile } from './projectFiles.js';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

/** What the command palette calls a command of ours. */
export function paletteTitle(id: string): string {
  const { contributes } = JSON.parse(readProjectFile('package.json')) as { contributes: { commands: Command[] } };
  const command = contributes.commands.find((each) => each.command === id);
  if (command === undefined) throw new Error(`package.json contributes no command ${id}.`);
  return [command.category, command.title].flatMap((text) => (text === undefined ? [] : translated(text))).join(': ');
}

/** A text of the manifest may be a key of package.nls.json, as in %command.toggle%. */
function translated(text: string): string {
  const key = /^%(.+)%$/.exec(text)?.[1];
  if (key === undefined || !existsSync(inRoot('package.nls.json'))) return text;
  const texts = JSON.parse(readProjectFile('package.nls.json')) as Record<string, string>;
  return texts[key] ?? text;
}
