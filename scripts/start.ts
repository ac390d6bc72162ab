import { parseArgs } from 'node:util';
import { bundleAll } from './packaging/bundle.js';
import { findDesktopEditor, openDesktopEditor } from './start/desktopEditor.js';
import { openWebEditor } from './start/webEditor.js';

/** npm start [-- --no-open] [-- --web] [-- --port N]: the editor with Cloze and a manuscript, from a fresh clone. */
const { values } = parseArgs({
  allowNegative: true,
  options: {
    open: { type: 'boolean', default: true },
    web: { type: 'boolean', default: false },
    port: { type: 'string' },
  },
});

let stop = (): Promise<void> => Promise.resolve();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}

await bundleAll({ production: false });
const desktop = values.web || !values.open ? undefined : findDesktopEditor();
const editor =
  desktop === undefined
    ? await openWebEditor({ open: values.open, port: values.port === undefined ? undefined : Number(values.port) })
    : await openDesktopEditor(desktop);
stop = () => editor.stop();
console.log(`${editor.where}\nType at the end of the first paragraph; Tab takes what Cloze suggests. Ctrl+C here ends it.`);
await editor.ended;
await stop();
console.log('The editor has ended.');
