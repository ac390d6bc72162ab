import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inRoot } from '../paths.js';

/** code-server is VS Code's own code behind a web page; 4.139.1 is VS Code 1.139.1 and needs Node 24. */
const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';
/** Goes up with each change of what this file does to the two. */
const revision = 3;

/** Which Node runs which program to start the editor's server. */
export interface CodeServer {
  readonly node: string;
  readonly entry: string;
}

/**
 * Installs code-server and the Node it needs from the npm registry into the git-ignored `.vscode-e2e`; does nothing when they are there.
 * No install script runs and nothing is compiled: what its VS Code would compile is left out, because nothing here loads it.
 * @throws when this platform has no code-server, or npm fails.
 */
export async function installCodeServer(): Promise<CodeServer> {
  const folder = inRoot('.vscode-e2e');
  const nodePackage = nodePackageOf(process.platform, process.arch);
  const server = path.join(folder, 'node_modules/code-server');
  const installed: CodeServer = {
    node: nodePackage === undefined ? process.execPath : path.join(folder, 'node_modules', nodePackage, 'bin/node'),
    entry: path.join(server, 'out/node/entry.js'),
  };
  const stamp = path.join(folder, 'stamp.txt');
  const wanted = `code-server@${codeServerVersion} ${nodePackage ?? 'own node'}@${nodeVersion} r${revision}`;
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return installed;

  console.log('Installing VS Code for the browser (code-server) …');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const dependencies = { 'code-server': codeServerVersion, ...(nodePackage !== undefined && { [nodePackage]: nodeVersion }) };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await npmInstall(folder);
  await installVsCode(path.join(server, 'lib/vscode'));
  await writeFile(stamp, wanted);
  return installed;
}

/** The npm package that holds Node's program for a platform; undefined where the Node that runs us will do. */
function nodePackageOf(platform: NodeJS.Platform, arch: string): string | undefined {
  if (process.versions.node.startsWith('24.')) return undefined;
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) return `node-linux-${arch}`;
  throw new Error(
    `VS Code for the browser needs Node 24 on ${platform} (${arch}); this is Node ${process.versions.node}. Use Node 24, or install VS Code so that \`code\` is on the PATH.`,
  );
}

/** The part of code-server that is VS Code has packages of its own, locked by its npm-shrinkwrap.json. */
async function installVsCode(vscode: string): Promise<void> {
  const manifestFile = path.join(vscode, 'package.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as { dependencies: Record<string, string> };
  const dependencies = Object.entries(manifest.dependencies).filter(([name]) => !unusedPackages.has(name));
  await writeFile(manifestFile, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(dependencies) }, null, 2));
  await npmInstall(vscode);
  await npmInstall(path.join(vscode, 'extensions'));
  await copyFile(inRoot('scripts/editor/plainLog.cjs'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  const platform = `${process.platform}-${process.arch}`;
  await keepOnly(path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin'), platform);
  await keepOnly(path.join(vscode, 'node_modules/node-pty/prebuilds'), platform);
  await Promise.all(unusedExtensions.map((name) => rm(path.join(vscode, 'extensions', name), { recursive: true, force: true })));
}

/** Packages that would be compiled or are large, and serve what is not used here: accounts, tunnels, databases, containers, Windows. */
const unusedPackages = new Set([
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
]);

/** Built-in extensions that talk to services on the internet. */
const unusedExtensions = ['copilot', 'github', 'github-authentication', 'mermaid-markdown-features', 'microsoft-authentication'];

async function npmInstall(folder: string): Promise<void> {
  const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const [program, prefix] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  try {
    await promisify(execFile)(program, [...prefix, ...args], { cwd: folder });
  } catch (error) {
    throw new Error(`npm could not install the packages of ${folder}.`, { cause: error });
  }
}

async function keepOnly(folder: string, kept: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  await Promise.all(names.filter((name) => name !== kept).map((name) => rm(path.join(folder, name), { recursive: true })));
}
