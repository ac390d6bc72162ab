#!/usr/bin/env node
// Before anything loads: the Linux build of onnxruntime-node reports to its vendor unless this is set.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const { packageFolderOf } = await import('./packageFolder.js');
const { processTerminal } = await import('./processTerminal.js');
const { run } = await import('./run.js');
const { doors, noEngine } = await import('./doors/doors.js');

const words = process.argv.slice(2);
const packageFolder = packageFolderOf(import.meta.url);
if (doors.some(({ name }) => name === words[0])) {
  // A door stays as long as its editor: it has no room for an engine that another process has.
  process.exitCode = await run(words, doors, processTerminal(packageFolder, noEngine));
} else {
  const { existsSync } = await import('node:fs');
  const { CommandLine } = await import('./commandLine.js');
  const { commands } = await import('./commands/all.js');
  const { createEngine } = await import('../engine/engine.js');
  // A checkout has `cloze eval` in a program of its own, which no package holds.
  const developerProgram = new URL('cli-dev.js', import.meta.url);
  const isForDevelopers = new CommandLine(words, commands).operands[0] === 'eval' && existsSync(developerProgram);
  if (isForDevelopers) await import(developerProgram.href);
  else process.exitCode = await run(words, commands, processTerminal(packageFolder, createEngine));
}
