import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The version in the package's `package.json`; "unknown" where it cannot be read. */
export async function packageVersion(packageFolder: string): Promise<string> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  } catch {
    return 'unknown';
  }
}
