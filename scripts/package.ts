import { parseArgs } from 'node:util';
import { packageExtension, thisTarget } from './packaging/vsix.js';

/** npm run package [-- --target linux-x64]: one file that installs Cloze on a machine of that kind, offline. */
const { values } = parseArgs({ options: { target: { type: 'string', default: thisTarget } } });
const { file, bytes } = await packageExtension(values.target);
console.log(`${file} (${(bytes / 2 ** 20).toFixed(1)} MiB)`);
