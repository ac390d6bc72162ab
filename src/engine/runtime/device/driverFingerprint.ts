import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { arch, cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { deviceEnvironment } from '../../../common/childEnvironment.js';

/** Where an installed driver leaves a trace that changes with its version, by platform: files, and folders whose entries count. */
const traces: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/share/vulkan/icd.d',
    '/usr/local/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    '/proc/driver/nvidia/version',
    '/sys/class/drm',
    ...['x86_64', 'aarch64'].flatMap((kind) => [`/usr/lib/${kind}-linux-gnu/libvulkan.so.1`, `/usr/lib/${kind}-linux-gnu/libcuda.so.1`]),
    '/usr/lib64/libvulkan.so.1',
    '/usr/lib/libvulkan.so.1',
  ],
  win32: [join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'DriverStore', 'FileRepository')],
  // The driver is part of the system there.
  darwin: [],
};

/**
 * A key that changes when the graphics card, its driver or what chooses between several does, and with each version of Cloze.
 * @param program the file of the trial's program
 */
export async function driverFingerprint(program: string): Promise<string> {
  const found = await Promise.all((traces[platform()] ?? []).map(trace));
  const version = createHash('sha256').update(await readFile(program).catch(() => '')).digest('hex'); // prettier-ignore
  const environment = [Object.entries(deviceEnvironment(process.env)).sort(), process.env['LD_LIBRARY_PATH']];
  const facts = [version, platform(), arch(), release(), cpus()[0]?.model, found, environment];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32); // prettier-ignore
}

async function trace(path: string): Promise<string> {
  try {
    const entry = await stat(path);
    if (!entry.isDirectory()) return `${entry.mtimeMs} ${entry.size}`;
    return `${entry.mtimeMs} ${(await readdir(path)).sort().join(' ')}`;
  } catch {
    return 'none';
  }
}
