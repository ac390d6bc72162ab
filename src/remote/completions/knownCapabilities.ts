import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../common/parseJson.js';
import { writeWhole } from '../../engine/writeWhole.js';
import type { ServerAddress } from '../server/serverAddress.js';
import { capabilities, type Capabilities } from './capabilities.js';

/** The file that keeps what a server was found to do with a model. It holds no key. */
function fileOf(cacheFolder: string, { base }: ServerAddress, model: string | undefined): string {
  const name = createHash('sha256')
    .update(JSON.stringify([base, model ?? null]))
    .digest('hex')
    .slice(0, 32);
  return join(cacheFolder, 'servers', `${name}.json`);
}

/** What was found before; undefined where nothing was, or what is kept cannot be read. */
export async function keptCapabilities(cacheFolder: string, address: ServerAddress, model?: string): Promise<Capabilities | undefined> {
  try {
    const kept = v.safeParse(capabilities, parseJson(await readFile(fileOf(cacheFolder, address, model), 'utf8')));
    return kept.success ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was found. */
export async function keepCapabilities(
  cacheFolder: string,
  address: ServerAddress,
  model: string | undefined,
  found: Capabilities,
): Promise<void> {
  const file = fileOf(cacheFolder, address, model);
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, JSON.stringify(found));
}
