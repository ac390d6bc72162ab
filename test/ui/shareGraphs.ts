import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Gives a cache of graphs those of another that it does not have, as links to the same files, which are never changed once they are there. */
export async function shareGraphs(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const known = new Set(await readdir(to));
  for (const name of await readdir(from).catch(() => [])) {
    if (known.has(name)) continue;
    // What was found out about the devices of this computer is a file beside them, which is written over.
    if (name.endsWith('.json')) await copyFile(path.join(from, name), path.join(to, name));
    else if (/^[0-9a-f]{32}$/.test(name)) await shareFolder(path.join(from, name), path.join(to, name));
  }
}

/** Another editor may share the same graph at this moment: whole is what one finds, whichever comes first. */
async function shareFolder(from: string, to: string): Promise<void> {
  const partial = await mkdtemp(`${to}-`);
  for (const name of await readdir(from)) await link(path.join(from, name), path.join(partial, name));
  await rename(partial, to).catch(() => rm(partial, { recursive: true }));
}
