import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';

/** Ways in which a disk, a crash or another program may leave a file. */
export const damages = {
  'is cut short': async (file) => truncate(file, Math.floor((await readFile(file)).length / 2)),
  'has one bit flipped at its start': (file) => flip(file, () => 0),
  'has one bit flipped in its middle': (file) => flip(file, (length) => length >> 1),
  'has one bit flipped at its end': (file) => flip(file, (length) => length - 1),
  'has more bytes than before': async (file) => writeFile(file, Buffer.concat([await readFile(file), Buffer.alloc(9)])),
  'is empty': (file) => writeFile(file, ''),
  'is gone': (file) => rm(file, { recursive: true }),
  'is a folder': async (file) => {
    await rm(file, { recursive: true });
    await mkdir(file);
    await writeFile(`${file}/in-the-way`, '');
  },
  'is a link that leads nowhere': async (file) => {
    await rm(file, { recursive: true });
    await symlink(`${file}.nowhere`, file);
  },
} satisfies Record<string, (file: string) => Promise<void>>;

async function flip(file: string, place: (length: number) => number): Promise<void> {
  const bytes = await readFile(file);
  const at = place(bytes.length);
  bytes[at] = (bytes[at] as number) ^ 4;
  await writeFile(file, bytes);
}
