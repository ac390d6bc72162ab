import { parseArgs } from 'node:util';
import { packageForNpm } from './packaging/npmPackage.js';
import { packageExtension, thisTarget } from './packaging/vsix.js';

/**
 * npm run package [-- npm] [-- --target linux-x64]: one file that installs Cloze on a machine of that kind, offline: the extension, or with
 * "npm" the command line.
 */
const options = { target: { type: 'string', default: thisTarget } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [kind = 'extension'] = positionals;
if (kind !== 'extension' && kind !== 'npm') throw new Error(`"${kind}" is not a package. Packages: extension, npm.`);
const { file, bytes } = await (kind === 'npm' ? packageForNpm(values.target) : packageExtension(values.target));
console.log(`${file} (${(bytes / 2 ** 20).toFixed(1)} MiB)`);
