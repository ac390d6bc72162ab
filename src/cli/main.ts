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
  const { runCommand } = await import('./runCommand.js');
  process.exitCode = (await runCommand(words, packageFolder)) ?? process.exitCode;
}
