import { writeFile } from 'node:fs/promises';
import { inRoot } from './paths.js';
import { noticesFile, renderNotices } from './packaging/notices.js';

/** npm run notices: writes the licences of everything that is in the package but is not ours. */
await writeFile(inRoot(noticesFile), await renderNotices());
console.log(`Wrote ${noticesFile}.`);
