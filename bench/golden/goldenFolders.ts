import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../../src/cli/usageError.js';

/**
 * The golden folders that an operand names: itself when it holds `golden.safetensors`, else those in it that do, by name.
 * Fails with `bad-request` when there is none.
 */
export async function goldenFolders(operand: string, workingFolder: string): Promise<string[]> {
  const root = path.resolve(workingFolder, operand);
  if (await isGolden(root)) return [operand];
  const names = await readdir(root).catch((error: unknown) => {
    throw usageError(`${operand} is no folder that can be read.`, error);
  });
  const golden: string[] = [];
  for (const name of names.sort()) if (await isGolden(path.join(root, name))) golden.push(path.join(operand, name));
  if (golden.length === 0) throw usageError(`${operand} does not hold golden.safetensors, and no folder in it does.`);
  return golden;
}

async function isGolden(folder: string): Promise<boolean> {
  return stat(path.join(folder, 'golden.safetensors')).then(
    () => true,
    () => false,
  );
}
