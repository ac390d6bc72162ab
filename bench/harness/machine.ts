import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import path from 'node:path';

/** What the figures were measured on. It names kinds and versions only, no host and no path. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly onnxruntime: string;
}

export function describeMachine(root: string): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${arch()}`,
    node: process.versions.node,
    onnxruntime: installedVersion(path.join(root, 'node_modules', 'onnxruntime-node')),
  };
}

/** The version of a package that is installed in a folder; "none" where there is none. */
export function installedVersion(folder: string): string {
  try {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { readonly version?: unknown };
    return String(manifest.version);
  } catch {
    return 'none';
  }
}
