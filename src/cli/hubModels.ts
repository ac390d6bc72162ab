import { homedir } from 'node:os';
import path from 'node:path';
import { hubCacheFolder } from '../common/hubCacheFolder.js';
import { ggufArchitectures } from '../engine/models/gguf/architectures/registry.js';
import { isCausalName, isEncoderName } from '../engine/models/architectureNames.js';
import { textPart } from '../engine/models/textPart.js';
import { CachedRepository } from '../store/cache/hubCache.js';
import { type CatalogueEntry, entryNamed, readCatalogue } from '../store/catalogue/catalogue.js';
import { type ModelReference, parseReference } from '../store/hub/modelReference.js';
import type { Terminal } from './terminal.js';

/** The models that Cloze recommends. */
export function catalogueOf({ packageFolder }: Terminal): Promise<readonly CatalogueEntry[]> {
  return readCatalogue(path.join(packageFolder, 'models', 'catalogue.json'));
}

/** The folder of models that Cloze shares with the Hugging Face tools. */
export function cacheFolderOf({ env }: Terminal): string {
  return hubCacheFolder(env, env.HOME ?? env.USERPROFILE ?? homedir(), (...parts) => path.join(...parts));
}

/** What a person means by a name: an entry of the catalogue, also without its owner, or any other model of the hub. */
export async function referenceOf(name: string, terminal: Terminal): Promise<{ reference: ModelReference; entry?: CatalogueEntry }> {
  const given = parseReference(name);
  const entry = entryNamed(await catalogueOf(terminal), given.repository);
  if (entry === undefined) return { reference: given };
  const isOther = given.quantization !== undefined || given.revision !== 'main';
  return {
    reference: { ...given, repository: entry.name, revision: isOther ? given.revision : (entry.revision ?? 'main') },
    // Another revision has other files.
    ...(isOther ? {} : { entry }),
  };
}

export function cachedRepository(reference: ModelReference, terminal: Terminal): CachedRepository {
  return new CachedRepository(cacheFolderOf(terminal), reference.repository);
}

/** Why Cloze can't use a model of this configuration; `undefined` where it can, as far as that tells. */
export function refusalOf(config: Readonly<Record<string, unknown>>): string | undefined {
  const type = textPart(config).config['model_type'];
  if (isCausalName(type) || isEncoderName(type)) return undefined;
  return `It needs the architecture "${String(type)}", which Cloze does not support yet.`;
}

/** The same for what a GGUF file states. */
export function refusalOfGguf(architecture: string): string | undefined {
  return ggufArchitectures.has(architecture)
    ? undefined
    : `It needs the architecture "${architecture}", which Cloze does not read from GGUF files.`;
}
