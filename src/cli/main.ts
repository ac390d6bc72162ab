#!/usr/bin/env node
// Before anything loads: the Linux build of onnxruntime-node reports to its vendor unless this is set.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const { existsSync } = await import('node:fs');
const { CommandLine } = await import('./commandLine.js');
const { commands } = await import('./commands/all.js');
const { packageFolderOf } = await import('./packageFolder.js');
const { processTerminal } = await import('./processTerminal.js');
const { run } = await import('./run.js');

const words = process.argv.slice(2);
// A checkout has `cloze eval` in a program of its own, which no package holds.
const developerProgram = new URL('cli-dev.js', import.meta.url);
if (new CommandLine(words, commands).operands[0] === 'eval' && existsSync(developerProgram)) await import(developerProgram.href);
else process.exitCode = await run(words, commands, processTerminal(packageFolderOf(import.meta.url)));
