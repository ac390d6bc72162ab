#!/usr/bin/env node
// Before anything loads: the Linux build of onnxruntime-node reports to its vendor unless this is set.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const { packageFolderOf } = await import('../src/cli/packageFolder.js');
const { processTerminal } = await import('../src/cli/processTerminal.js');
const { createEngine } = await import('../src/engine/engine.js');
const { run } = await import('../src/cli/run.js');
const { developerCommands } = await import('./commands/all.js');

process.exitCode = await run(process.argv.slice(2), developerCommands, processTerminal(packageFolderOf(import.meta.url), createEngine));
