import { readFile } from 'node:fs/promises';
import {
  type InferOutput,
  array,
  boolean,
  literal,
  minLength,
  minValue,
  number,
  object,
  optional,
  parse,
  picklist,
  pipe,
  record,
  regex,
  safeInteger,
  string,
} from 'valibot';
import { modelPurposes } from '../../common/modelTool/answers.js';

const bytes = pipe(number(), safeInteger(), minValue(1));

const entrySchema = object({
  /** On the hub. */
  name: pipe(string(), regex(/^[\w.-]+\/[\w.-]+$/)),
  /** Where the files are that Cloze reads; `main` when absent. */
  revision: optional(string()),
  jobs: pipe(array(picklist(modelPurposes)), minLength(1)),
  /** Codes of ISO 639, or `multilingual`. */
  languages: pipe(array(string()), minLength(1)),
  license: string(),
  /** Whether its authors ask for something before it can be downloaded. */
  gated: boolean(),
  /** `model_type` of its config.json. */
  modelType: string(),
  /** Of its weights. */
  bytes,
  /** What it takes while it works, as it is stored. */
  memoryBytes: bytes,
  speed: picklist(['fast', 'medium', 'slow']),
  /** SHA-256 by file, where it is known. */
  files: record(string(), pipe(string(), regex(/^[0-9a-f]{64}$/))),
  /** Whether name, license and size were compared with its public page. */
  checked: boolean(),
  note: string(),
});

export type CatalogueEntry = InferOutput<typeof entrySchema>;

const catalogueSchema = object({ version: literal(1), models: array(entrySchema) });

/** The models that Cloze recommends. Fails where the file is not as it was delivered. */
export async function readCatalogue(file: string): Promise<readonly CatalogueEntry[]> {
  return parse(catalogueSchema, JSON.parse(await readFile(file, 'utf8'))).models;
}

/** The entry of a name: with its owner or without; capital letters don't matter. */
export function entryNamed(entries: readonly CatalogueEntry[], name: string): CatalogueEntry | undefined {
  const wanted = name.toLowerCase();
  return entries.find((entry) => entry.name.toLowerCase() === wanted || entry.name.toLowerCase().endsWith(`/${wanted}`));
}

/** Entries that have each of the words in their name, job, language or sentence. */
export function searchCatalogue(entries: readonly CatalogueEntry[], words: string): CatalogueEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ name, jobs, languages, note }) => {
    const text = [name, ...jobs, ...languages, note].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
