import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { ClozeError } from '../../../common/clozeError.js';
import { modelInvalid } from '../modelErrors.js';
import { GgufFile } from './ggufFile.js';
import type { GgufTensor } from './ggufHeader.js';
import type { Metadata } from './metadata.js';
import { readSplitName, splitPath, type SplitName } from './splitName.js';

/** A model in one GGUF file, or in all the files that it was split into, whichever of them is named. */
export class GgufParts {
  static async open(path: string): Promise<GgufParts> {
    const named = await GgufFile.open(path);
    const count = named.header.metadata.number('split.count') ?? 1;
    if (count <= 1) return new GgufParts(path, [named]);
    const files: GgufFile[] = [];
    try {
      await named.close();
      const name = readSplitName(path);
      if (name?.parts !== count) {
        const wanted = splitPath(path, { model: name?.model ?? basename(path, '.gguf'), part: 1, parts: count }, 1);
        throw modelInvalid(
          path,
          `It is one of ${count} files that make up a model, and its name should end as "${basename(wanted)}" does, with its number.`,
        );
      }
      const first = await openPart(path, name, 1);
      files.push(first);
      for (let part = 2; part <= count; part++) files.push(await openPart(path, name, part));
      return new GgufParts(path, [first, ...files.slice(1)]);
    } catch (error) {
      await Promise.all(files.map((file) => file.close()));
      throw error;
    }
  }

  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** Changes with each of the files. */
  readonly fingerprint: string;
  readonly #files = new Map<GgufTensor, GgufFile>();

  private constructor(
    /** What errors name. */
    readonly path: string,
    private readonly files: readonly [GgufFile, ...GgufFile[]],
  ) {
    const [first] = files;
    this.metadata = first.header.metadata;
    const tensors = new Map<string, GgufTensor>();
    for (const file of files) {
      for (const tensor of file.header.tensors.values()) {
        if (tensors.has(tensor.name)) throw modelInvalid(path, `Two of its files have the tensor "${tensor.name}".`);
        tensors.set(tensor.name, tensor);
        this.#files.set(tensor, file);
      }
    }
    const expected = this.metadata.number('split.tensors.count') ?? tensors.size;
    if (files.length > 1 && tensors.size !== expected)
      throw modelInvalid(path, `Its files have ${tensors.size} tensors together, not ${expected}.`);
    this.tensors = tensors;
    this.fingerprint = files.length === 1 ? first.fingerprint : hashOf(files.map((file) => file.fingerprint));
  }

  /** Bytes of rows [start, end). */
  rows(tensor: GgufTensor, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const file = this.#files.get(tensor);
    if (file === undefined) throw new Error(`"${tensor.name}" is a tensor of another model.`);
    return file.rows(tensor, start, end);
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }
}

async function openPart(path: string, name: SplitName, part: number): Promise<GgufFile> {
  const partPath = splitPath(path, name, part);
  const file = await GgufFile.open(partPath).catch((error: unknown) => {
    if (!(error instanceof ClozeError) || error.code !== 'model-not-found') throw error;
    throw modelInvalid(
      path,
      `It is split into ${name.parts} files, which must lie in one folder, and part ${part}, "${basename(partPath)}", is missing.`,
      { cause: error },
    );
  });
  const { metadata } = file.header;
  if (metadata.number('split.no') === part - 1 && metadata.number('split.count') === name.parts) return file;
  await file.close();
  throw modelInvalid(partPath, `It does not say of itself that it is part ${part} of ${name.parts}, as its name does.`);
}

function hashOf(fingerprints: readonly string[]): string {
  return createHash('sha256').update(fingerprints.join('\n')).digest('hex');
}
