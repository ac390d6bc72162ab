import { existsSync } from 'node:fs';
import { createEngine } from '../engine/engine.js';
import { CommandLine } from './commandLine.js';
import { commands } from './commands/all.js';
import { processTerminal } from './processTerminal.js';
import { run } from './run.js';

/** Runs a command that needs the engine or the network, in a program of its own, which the doors have no room for. Resolves with the exit code. */
export async function runCommand(words: readonly string[], packageFolder: string): Promise<number | undefined> {
  // A checkout has `cloze eval` in a program of its own, which no package holds.
  const developerProgram = new URL('cli-dev.js', import.meta.url);
  const isForDevelopers = new CommandLine(words, commands).operands[0] === 'eval' && existsSync(developerProgram);
  if (!isForDevelopers) return run(words, commands, processTerminal(packageFolder, createEngine));
  await import(developerProgram.href);
  return undefined;
}
