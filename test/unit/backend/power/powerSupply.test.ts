import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PowerSupply, supplyOnLinux, supplyOnMac, supplyOnWindows } from '../../../../src/backend/power/powerSupply.js';
import { readLinuxSupplies, readPowerSupply } from '../../../../src/backend/power/readPowerSupply.js';

/** Files of a supply, as `name/file` to text. */
type Files = Record<string, string>;

async function onLinux(files: Files): Promise<PowerSupply> {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-power-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), `${text}\n`);
    }
    return supplyOnLinux(await readLinuxSupplies(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('Linux says what the computer runs on', () => {
  const cases: [name: string, files: Files, expected: PowerSupply][] = [
    ['plugged in', { 'AC/type': 'Mains', 'AC/online': '1', 'BAT0/type': 'Battery', 'BAT0/status': 'Charging' }, 'mains'],
    [
      'plugged in while the battery discharges all the same',
      { 'AC/type': 'Mains', 'AC/online': '1', 'B/type': 'Battery', 'B/status': 'Discharging' },
      'mains',
    ],
    ['unplugged', { 'AC/type': 'Mains', 'AC/online': '0', 'BAT0/type': 'Battery', 'BAT0/status': 'Discharging' }, 'battery'],
    ['charged by USB', { 'U/type': 'USB_C', 'U/online': '1', 'BAT0/type': 'Battery', 'BAT0/status': 'Unknown' }, 'mains'],
    ['only a battery is listed', { 'BAT0/type': 'Battery', 'BAT0/status': 'Discharging' }, 'battery'],
    ['a full battery with no supply listed', { 'BAT0/type': 'Battery', 'BAT0/status': 'Full' }, 'mains'],
    [
      'the battery of a mouse is no battery of the computer',
      { 'M/type': 'Battery', 'M/scope': 'Device', 'M/status': 'Discharging' },
      'unknown',
    ],
    ['a desktop computer', {}, 'unknown'],
  ];
  test.each(cases)('%s', async (_, files, expected) => {
    expect(await onLinux(files)).toBe(expected);
  });
});

test.each<[string, PowerSupply]>([
  ["Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t93%; discharging;", 'battery'],
  ["Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t93%; charging;", 'mains'],
  ["Now drawing from 'UPS Power'", 'battery'],
  ['', 'unknown'],
])('macOS says %j', (output, expected) => {
  expect(supplyOnMac(output)).toBe(expected);
});

test.each<[string, PowerSupply]>([
  ['1\r\n', 'battery'],
  ['2\r\n', 'mains'],
  ['6\r\n5\r\n', 'battery'],
  ['', 'unknown'],
  ["'powershell.exe' is not recognized", 'unknown'],
])('Windows says %j', (output, expected) => {
  expect(supplyOnWindows(output)).toBe(expected);
});

test('This computer can be asked', async () => {
  expect(['battery', 'mains', 'unknown']).toContain(await readPowerSupply());
});
