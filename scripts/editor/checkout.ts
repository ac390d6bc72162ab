import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extensionId, readManifest, root } from '../paths.js';
import type { Profile } from './profile.js';

/**
 * Lists the checkout itself as an extension that is installed in a profile. A development folder named in the page's
 * address would do too, but VS Code shows no notifications then.
 */
export async function installCheckout(profile: Profile): Promise<void> {
  const manifest = readManifest();
  const entry = {
    identifier: { id: extensionId(manifest) },
    version: manifest.version,
    location: { $mid: 1, path: path.resolve(root), scheme: 'file' },
  };
  await writeFile(path.join(profile.extensions, 'extensions.json'), JSON.stringify([entry]));
}
