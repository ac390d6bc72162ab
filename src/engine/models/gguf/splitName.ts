import { basename, dirname, join } from 'node:path';

/** What the name of a part of a split GGUF file says. Source: `llama_split_path` in llama.cpp. */
export interface SplitName {
  /** The name of the model, without the number of the part. */
  readonly model: string;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

const pattern = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;

/** Reads `<model>-00002-of-00003.gguf`; undefined for other names. */
export function readSplitName(path: string): SplitName | undefined {
  const [, model = '', part, parts] = pattern.exec(basename(path)) ?? [];
  return part === undefined || parts === undefined ? undefined : { model, part: Number(part), parts: Number(parts) };
}

/** The path of another part of the same file. */
export function splitPath(path: string, { model, parts }: SplitName, part: number): string {
  const number = (value: number): string => String(value).padStart(5, '0');
  return join(dirname(path), `${model}-${number(part)}-of-${number(parts)}.gguf`);
}
