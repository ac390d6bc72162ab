import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { golden } from './golden.js';

type Json = Record<string, unknown>;

/** A copy of a golden checkpoint with other names of tensors, and another configuration, until the test ends; a tensor without a name is left out. */
export async function renamedModel(
  name: string,
  rename: (tensor: string) => string | undefined,
  configure: (config: Json) => Json = (config) => config,
): Promise<string> {
  const { folder } = golden(name);
  const copy = await mkdtemp(join(tmpdir(), 'cloze-renamed-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  const config = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')) as Json;
  await writeFile(join(copy, 'config.json'), JSON.stringify(configure(config)));
  await writeFile(join(copy, 'model.safetensors'), renamed(await readFile(join(folder, 'model.safetensors')), rename));
  return copy;
}

function renamed(file: Buffer, rename: (tensor: string) => string | undefined): Buffer {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, 8 + length)) as Record<string, { data_offsets: [number, number] }>;
  const data: Buffer[] = [];
  const entries: [string, object][] = [];
  let end = 0;
  for (const [tensor, entry] of Object.entries(header)) {
    const to = tensor === '__metadata__' ? undefined : rename(tensor);
    if (to === undefined) continue;
    const bytes = file.subarray(8 + length + entry.data_offsets[0], 8 + length + entry.data_offsets[1]);
    entries.push([to, { ...entry, data_offsets: [end, end + bytes.length] }]);
    data.push(bytes);
    end += bytes.length;
  }
  const text = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, ...data]);
}
