import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PowerSupply, type SupplyFiles, supplyOnLinux, supplyOnMac, supplyOnWindows } from './powerSupply.js';

const linuxSupplies = '/sys/class/power_supply';

/** Asks the operating system what the computer runs on. Answers `unknown` where it cannot tell; never rejects. */
export async function readPowerSupply(): Promise<PowerSupply> {
  try {
    switch (process.platform) {
      case 'linux':
        return supplyOnLinux(await readLinuxSupplies(linuxSupplies));
      case 'darwin':
        return supplyOnMac(await outputOf('pmset', ['-g', 'batt']));
      case 'win32':
        return supplyOnWindows(
          await outputOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', '(Get-CimInstance Win32_Battery).BatteryStatus']),
        );
      default:
        return 'unknown';
    }
  } catch {
    return 'unknown';
  }
}

/** Reads Linux's list of supplies, without the batteries of a mouse or a pen. A supply that goes away meanwhile is left out. */
export async function readLinuxSupplies(folder: string): Promise<SupplyFiles[]> {
  const read = (name: string, file: string): Promise<string | undefined> =>
    readFile(join(folder, name, file), 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    );
  const supplies = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      type: await read(name, 'type'),
      scope: await read(name, 'scope'),
      online: await read(name, 'online'),
      status: await read(name, 'status'),
    })),
  );
  return supplies.flatMap(({ type, scope, online, status }) =>
    type === undefined || scope === 'Device' ? [] : [{ type, online, status }],
  );
}

async function outputOf(program: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 10_000, windowsHide: true });
  return stdout;
}
