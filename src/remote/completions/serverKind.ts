import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { ServerFailure } from '../server/serverFailure.js';
import type { ServerKind } from './capabilities.js';

const modelList = v.object({
  data: v.array(v.object({ id: v.string(), owned_by: v.nullish(v.string()), max_model_len: v.nullish(v.number()), meta: v.nullish(v.object({ n_ctx_train: v.nullish(v.number()) })) })), // prettier-ignore
});

/** A model as a server lists it. */
export interface ListedModel {
  readonly id: string;
  readonly owner: string;
  /** The most tokens of a text, where the list says so. */
  readonly contextLength: number | null;
}

/** The models of `/v1/models`; none where the server has no such list. */
export async function listedModels(connection: ServerConnection, cancel?: CancellationToken): Promise<readonly ListedModel[]> {
  const list = await has(connection, '/v1/models', modelList, cancel);
  return (list?.data ?? []).map(({ id, owned_by: owner, max_model_len: length, meta }) => ({
    id,
    owner: owner ?? '',
    contextLength: length ?? meta?.n_ctx_train ?? null,
  }));
}

const owners: Readonly<Record<string, ServerKind>> = { vllm: 'vllm', sglang: 'sglang', llamacpp: 'llama.cpp', library: 'ollama' };

/** Addresses that only one kind of server has, and what is there. */
const marks: readonly (readonly [ServerKind, string, v.GenericSchema])[] = [
  ['ollama', '/api/version', v.object({ version: v.string() })],
  ['llama.cpp', '/props', v.object({ default_generation_settings: v.unknown() })],
  ['sglang', '/get_model_info', v.object({ model_path: v.string() })],
  ['tgi', '/info', v.object({ model_id: v.string() })],
  ['lm-studio', '/api/v0/models', v.object({ data: v.array(v.object({ id: v.string() })) })],
  ['vllm', '/version', v.object({ version: v.string() })],
];

/** Which kind of server it is: by who owns its models, else by an address that only this kind has. */
export async function serverKindOf(
  connection: ServerConnection,
  models: readonly ListedModel[],
  cancel?: CancellationToken,
): Promise<ServerKind> {
  const owner = models[0]?.owner ?? '';
  const known = owners[owner];
  if (known !== undefined) return known;
  if (owner === 'me') return 'llama-cpp-python';
  for (const [kind, path, schema] of marks) if ((await has(connection, path, schema, cancel)) !== undefined) return kind;
  return 'other';
}

/** What is at an address, where it is what it should be; undefined where the server has no such thing. */
export async function has<S extends v.GenericSchema>(
  connection: ServerConnection,
  path: string,
  schema: S,
  cancel?: CancellationToken,
): Promise<v.InferOutput<S> | undefined> {
  try {
    const found = v.safeParse(schema, await connection.get(path, cancel));
    return found.success ? found.output : undefined;
  } catch (error) {
    // What it does not have, it answers as it likes: with 404, or with a page.
    if (error instanceof ServerFailure && error.status !== undefined && ![401, 403, 429].includes(error.status)) return undefined;
    if (error instanceof ServerFailure && error.isBroken) return undefined;
    throw error;
  }
}
