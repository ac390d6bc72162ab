import { homedir } from 'node:os';
import path from 'node:path';
import type { Arguments } from './arguments.js';
import type { Terminal } from './terminal.js';

/** Where models and built graphs lie. Absolute paths. */
export interface ModelPlaces {
  /** Folders of models; the first that holds a name wins. Those of CLOZE_MODELS come before the embedded ones. */
  readonly modelFolders: readonly string[];
  readonly cacheFolder: string;
}

export function modelPlaces(args: Arguments, terminal: Terminal): ModelPlaces {
  const { env, packageFolder, workingFolder } = terminal;
  const added = (env.CLOZE_MODELS ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return {
    modelFolders: [...added.map((folder) => path.resolve(workingFolder, folder)), path.join(packageFolder, 'models')],
    cacheFolder: path.resolve(workingFolder, args.text('cache') ?? env.CLOZE_CACHE ?? path.join(systemCacheFolder(env), 'cloze')),
  };
}

/** Where this operating system wants programs to keep what they can make again. */
function systemCacheFolder(env: Terminal['env']): string {
  switch (process.platform) {
    case 'darwin':
      return path.join(homedir(), 'Library', 'Caches');
    case 'win32':
      return env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local');
    default:
      // The XDG specification says that a relative path is to be ignored.
      return env.XDG_CACHE_HOME !== undefined && path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : path.join(homedir(), '.cache');
  }
}
