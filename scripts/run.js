// @ts-check
/**
 * Runs `scripts/<name>.ts` after installing what is missing: node scripts/run.js <name> [arguments].
 * Plain JavaScript, because it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const [name, ...rest] = process.argv.slice(2);
requireNode(20, 19);
if (!areDependenciesInstalled()) installDependencies();
process.argv = [process.argv[0] ?? '', `${root}scripts/${String(name)}.ts`, ...rest];
const { register } = await import('tsx/esm/api');
register();
try {
  await import(new URL(`./${String(name)}.ts`, import.meta.url).href);
} catch (error) {
  // What the scripts throw on purpose is a sentence; anything else wants its stack.
  console.error(error instanceof Error && error.name === 'Error' && error.cause === undefined ? error.message : error);
  process.exit(1);
}

/**
 * @param {number} major
 * @param {number} minor
 */
function requireNode(major, minor) {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  console.error(`Cloze needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}. Install a newer one and try again.`);
  process.exit(2);
}

/** Whether node_modules holds each package that the lock file names, as npm itself noted it down there. */
function areDependenciesInstalled() {
  const installedFile = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installedFile)) return false;
  const installed = readPackages(installedFile);
  return Object.entries(readPackages(`${root}package-lock.json`)).every(
    ([folder, wanted]) => folder === '' || wanted.optional === true || installed[folder]?.version === wanted.version,
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function installDependencies() {
  console.log('Installing the dependencies (npm ci) …');
  // npm tells the scripts that it runs where it is; without npm around us, the shell finds it.
  const npm = process.env['npm_execpath'];
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true });
  if (status === 0) return;
  console.error('The dependencies could not be installed: npm ci failed. The lines above say why.');
  process.exit(2);
}
