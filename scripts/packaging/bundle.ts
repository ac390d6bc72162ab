import { context, build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import path from 'node:path';
import { root } from '../paths.js';

/** One program of the product: where it starts, what it becomes, and the folders of the project that may be inside. */
interface Program {
  readonly entry: string;
  readonly output: string;
  /** A page's program is a script of a browser; a style sheet has no format. */
  readonly format: 'cjs' | 'esm' | 'iife';
  readonly external: readonly string[];
  readonly folders: readonly string[];
  /** Is in no package: for those who work on Cloze. */
  readonly forDevelopers?: true;
}

/** What decides about text and numbers without an editor or a model. */
const pureRooms = ['src/prose', 'src/writing', 'src/learning'];

/** What the programs for other editors and for agents are made of: of the engine's side and the command line's only what reads files. */
const ofDoors = [
  'src/common',
  ...pureRooms,
  'src/report',
  'src/sessions',
  'src/tools',
  'src/backend',
  'src/cli/input/fileLanguage.ts',
  'src/engine/tables/decodeText.ts',
];

/** What the command line is made of. */
const ofCommandLine = [
  'src/common',
  ...pureRooms,
  'src/report',
  'src/sessions',
  'src/engine',
  'src/network',
  'src/store',
  'src/remote',
  'src/cli',
];

const programs: readonly Program[] = [
  {
    entry: 'src/loader.ts',
    output: 'dist/loader.cjs',
    format: 'cjs',
    external: ['vscode'],
    folders: ['src/loader.ts', 'src/backend/compiledScript.ts'],
  },
  {
    entry: 'src/extension.ts',
    output: 'dist/extension.cjs',
    format: 'cjs',
    external: ['vscode'],
    folders: [
      'src/extension.ts',
      'src/common',
      ...pureRooms,
      'src/report',
      'src/sessions',
      'src/tools',
      'src/backend',
      'src/host',
      'src/providers',
      'package.json',
    ],
  },
  {
    entry: 'src/engine/main.ts',
    output: 'dist/engine.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: ['src/common', ...pureRooms, 'src/engine', 'package.json'],
  },
  {
    entry: 'src/remote/main.ts',
    output: 'dist/remote.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: ['src/common', ...pureRooms, 'src/engine', 'src/network', 'src/remote', 'package.json'],
  },
  {
    entry: 'src/engine/probe.ts',
    output: 'dist/probe.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: ['src/common', ...pureRooms, 'src/engine', 'package.json'],
  },
  {
    entry: 'src/engine/watch.ts',
    output: 'dist/watch.js',
    format: 'esm',
    external: [],
    folders: ['src/common', 'src/engine/watch.ts', 'src/engine/process'],
  },
  {
    entry: 'src/engine/runtime/readyMade/transformersLibrary.ts',
    output: 'dist/transformers.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: ['src/engine/runtime/readyMade/transformersLibrary.ts', 'absent:sharp'],
  },
  {
    entry: 'src/cli/main.ts',
    output: 'dist/cli.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: [...ofCommandLine, 'package.json'],
  },
  {
    entry: 'src/cli/runCommand.ts',
    output: 'dist/commands.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: [...ofCommandLine, 'package.json'],
  },
  {
    entry: 'src/lsp/serve.ts',
    output: 'dist/lsp.js',
    format: 'esm',
    external: [],
    folders: [...ofDoors, 'src/lsp'],
  },
  {
    entry: 'src/mcp/serve.ts',
    output: 'dist/mcp.js',
    format: 'esm',
    external: [],
    folders: [...ofDoors, 'src/mcp'],
  },
  {
    entry: 'bench/cli.ts',
    forDevelopers: true,
    output: 'dist/cli-dev.js',
    format: 'esm',
    external: ['onnxruntime-node'],
    folders: [...ofCommandLine, 'bench/cli.ts', 'bench/commands', 'bench/eval', 'bench/golden', 'package.json'],
  },
  { entry: 'media/panel/main.ts', output: 'dist/panel.js', format: 'iife', external: [], folders: ['media/panel', 'src/common'] },
  { entry: 'media/panel/panel.css', output: 'dist/panel.css', format: 'iife', external: [], folders: ['media/panel'] },
];

export interface Bundle {
  /** Relative to the checkout. */
  readonly file: string;
  readonly bytes: number;
  /** The files that went in, relative to the checkout. */
  readonly inputs: readonly string[];
}

export interface BundleOptions {
  /** Without the programs that are in no package. */
  readonly packaged?: true;
  /** Small, and without source maps. */
  readonly production: boolean;
  /** The folder in which `dist` is written; the checkout when absent. */
  readonly folder?: string;
}

/**
 * Bundles every program of the product into `dist`.
 * @throws when a program does not build, or holds a file of a folder that it must not know.
 */
export async function bundleAll({ production, packaged, folder = root }: BundleOptions): Promise<Bundle[]> {
  return Promise.all(
    programs
      .filter(({ forDevelopers }) => !(packaged && forDevelopers))
      .map(async (program) => {
        const { metafile } = await build({ ...options(program, production, folder), metafile: true });
        return checkBundle(program, metafile);
      }),
  );
}

/** Bundles again whenever a source changes, until the process ends. */
export async function watchAll(): Promise<void> {
  const contexts = await Promise.all(programs.map((program) => context({ ...options(program, false, root), logLevel: 'info' })));
  await Promise.all(contexts.map((each) => each.watch()));
}

/**
 * What is kept out of the programs: a large library that few need and the commands that a door has no room for, which are loaded from files
 * beside them, and the processing of pictures.
 */
const apart: Plugin = {
  name: 'apart',
  setup(building) {
    building.onResolve({ filter: /\/transformersLibrary\.js$/ }, () => ({ path: './transformers.js', external: true }));
    building.onResolve({ filter: /\/runCommand\.js$/ }, () => ({ path: './commands.js', external: true }));
    building.onResolve({ filter: /^sharp$/ }, ({ path: name }) => ({ path: name, namespace: 'absent' }));
    building.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents: 'export default () => { throw new Error("Cloze processes no pictures."); };',
    }));
  },
};

function options(program: Program, production: boolean, folder: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [program.entry],
    outfile: path.join(folder, program.output),
    bundle: true,
    // The oldest editor that we run in has Chromium 132.
    ...(program.format === 'iife' ? { platform: 'browser', target: 'chrome132' } : { platform: 'node', target: 'node20' }),
    format: program.format,
    // Half the bytes load in half the time; names stay, since errors and stack traces show them.
    minify: production,
    keepNames: production,
    external: [...program.external],
    plugins: [apart],
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    // CommonJS dependencies inside an ES module reach Node's own modules through this.
    ...(program.format === 'esm' && {
      banner: { js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);" },
    }),
  };
}

function checkBundle(program: Program, metafile: Metafile): Bundle {
  const inputs = Object.keys(metafile.inputs);
  const stranger = inputs.find((file) => !file.startsWith('node_modules/') && !program.folders.some((folder) => isInside(file, folder)));
  if (stranger !== undefined) throw new Error(`${program.output} holds ${stranger}, which ${program.entry} must not import.`);
  const bytes = Object.entries(metafile.outputs).find(([file]) => file.endsWith(program.output))?.[1].bytes;
  if (bytes === undefined) throw new Error(`${program.output} was not written.`);
  return { file: program.output, bytes, inputs };
}

function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}${path.posix.sep}`);
}
