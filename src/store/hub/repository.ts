import { listFiles, modelInfo } from '@huggingface/hub';
import {
  type GenericSchema,
  array,
  looseObject,
  number,
  object,
  optional,
  pipe,
  regex,
  safeInteger,
  minValue,
  string,
  safeParse,
  union,
  boolean,
} from 'valibot';
import { ClozeError } from '../../common/clozeError.js';
import type { Hub } from './hub.js';
import type { ModelReference } from './modelReference.js';
import { isSafePath } from './safePath.js';

/** A file of a repository, with the hash that its content must have. */
export interface HubFile {
  /** With slashes. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 for large files; of others that of git for a blob, a SHA-1. Lower case hexadecimal. */
  readonly hash: string;
  readonly hashKind: 'sha256' | 'git';
}

/** What the hub says of a model, at one commit. */
export interface Repository {
  readonly name: string;
  readonly commit: string;
  readonly gated: boolean;
  /** As its page says. */
  readonly license?: string;
  readonly files: readonly HubFile[];
}

const hex = (length: number): GenericSchema<string, string> => pipe(string(), regex(new RegExp(`^[0-9a-f]{${length}}$`)));
const size = pipe(number(), safeInteger(), minValue(0));
const infoSchema = looseObject({
  name: string(),
  sha: hex(40),
  gated: optional(union([boolean(), string()]), false),
  tags: optional(array(string()), []),
});
const fileSchema = looseObject({
  type: string(),
  path: string(),
  size,
  oid: optional(string()),
  lfs: optional(object({ oid: hex(64), size, pointerSize: optional(size) })),
});

/**
 * Asks for a model's files. All of them are of one commit: what is pushed meanwhile does not mix with it.
 * @throws ClozeError `network` where the listing is not as it should be, or names files outside of the model's folder
 */
export async function listRepository(hub: Hub, { repository, revision }: ModelReference): Promise<Repository> {
  const shared = { hubUrl: hub.site.endpoint, fetch: hub.fetchFor(repository) };
  const info = checked(
    infoSchema,
    repository,
    await modelInfo({ ...shared, name: repository, revision, additionalFields: ['sha', 'tags'] }),
  );
  const entries: unknown[] = [];
  for await (const entry of listFiles({ ...shared, repo: { type: 'model', name: repository }, revision: info.sha, recursive: true })) {
    entries.push(entry);
  }
  const files = checked(array(fileSchema), repository, entries).filter(({ type }) => type === 'file');
  const stray = files.find(({ path }) => !isSafePath(path));
  if (stray !== undefined) {
    const message = `${repository} names a file outside of its folder (${JSON.stringify(stray.path.slice(0, 200))}), so nothing of it was downloaded. Choose another model.`;
    throw new ClozeError({ code: 'model-invalid', message, action: 'choose-model' });
  }
  const license = info.tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length);
  return {
    name: info.name,
    commit: info.sha,
    gated: info.gated !== false,
    ...(license === undefined ? {} : { license }),
    files: files.map(({ path, size: bytes, oid, lfs }) =>
      lfs === undefined
        ? { path, bytes, hash: checked(hex(40), repository, oid), hashKind: 'git' }
        : { path, bytes: lfs.size, hash: lfs.oid, hashKind: 'sha256' },
    ),
  };
}

function checked<T>(schema: GenericSchema<unknown, T>, repository: string, value: unknown): T {
  const result = safeParse(schema, value);
  if (result.success) return result.output;
  const message = `What the hub says of ${repository} is not as it should be (${result.issues[0].message}). Check HF_ENDPOINT, or try again later.`;
  throw new ClozeError({ code: 'network', message });
}
