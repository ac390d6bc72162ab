#!/usr/bin/env node
// Before anything loads: the Linux build of onnxruntime-node reports to its vendor unless this is set.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const { commands } = await import('./commands/all.js');
const { packageFolderOf } = await import('./packageFolder.js');
const { processTerminal } = await import('./processTerminal.js');
const { run } = await import('./run.js');

process.exitCode = await run(process.argv.slice(2), commands, processTerminal(packageFolderOf(import.meta.url)));
