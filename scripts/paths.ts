import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** An absolute path inside the checkout. */
export function inRoot(...segments: readonly string[]): string {
  return path.join(root, ...segments);
}

/** What the scripts read of the extension's manifest. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;
}

/** The extension's identifier in an editor. */
export function extensionId(manifest: Manifest): string {
  return `${manifest.publisher}.${manifest.name}`;
}
