import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleAll } from '../../scripts/packaging/bundle.js';
import type { DoorName, DoorOptions } from '../../src/cli/doors/door.js';
import type { BenchContext } from '../harness/measure.js';

let bundled: Promise<unknown> | undefined;

/** A door of `cloze` in a process of its own, with an engine of its own. */
export interface StartedDoor {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves once the process is gone. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a door as the command line does.
 * @param engine the engine that answers: that of the product, or one that does so at once
 */
export async function startDoor(context: BenchContext, name: DoorName, engine: 'real' | 'instant'): Promise<StartedDoor> {
  bundled ??= bundleAll({ production: true });
  await bundled;
  const dist = path.join(context.root, 'dist');
  const options: DoorOptions = {
    init: {
      modelFolders: [path.join(context.root, 'models')],
      cacheFolder: context.cacheFolder,
      causalModel: context.model,
      device: 'cpu',
      threads: context.threads,
    },
    shared: false,
    engineScript: engine === 'real' ? path.join(dist, 'engine.js') : await instantEngine(context),
    version: 'bench',
    workingFolder: context.root,
    folders: [],
  };
  const program = `import { serve } from ${JSON.stringify(pathToFileURL(path.join(dist, `${name}.js`)).href)}; process.exitCode = await serve(JSON.parse(process.argv[1]));`;
  return started(spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(options)]));
}

/** Starts a door by the command line itself. */
export async function startCommand(context: BenchContext, name: DoorName): Promise<StartedDoor> {
  bundled ??= bundleAll({ production: true });
  await bundled;
  return started(spawn(process.execPath, [path.join(context.root, 'dist', 'cli.js'), name, '--own-engine']));
}

function started(child: ChildProcessWithoutNullStreams): StartedDoor {
  child.stderr.resume();
  const ended = once(child, 'exit');
  return {
    child,
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function instantEngine({ root }: BenchContext): Promise<string> {
  const outfile = path.join(root, '.cache', 'bench', 'instant-engine.mjs');
  await build({
    entryPoints: [path.join(root, 'bench', 'doors', 'instantEngine.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}
