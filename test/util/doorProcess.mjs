// The process of a door: node doorProcess.mjs DOOR OPTIONS, the program of the door and its options as JSON.
const [, , door, options] = process.argv;
const { serve } = await import(door);
const cancel = { isCancellationRequested: false, onCancellationRequested: (end) => process.once('SIGTERM', end) };
process.exitCode = await serve({ ...JSON.parse(options), cancel });
