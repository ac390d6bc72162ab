/** What a computer runs on. `unknown` where it does not say. */
export type PowerSupply = 'battery' | 'mains' | 'unknown';

/** The kind of one supply that Linux lists in `/sys/class/power_supply/<name>`, from its files `type` and `online` or `status`. */
export interface SupplyFiles {
  readonly type: string;
  readonly online: string | undefined;
  readonly status: string | undefined;
}

/** From Linux's list of supplies. A mains or USB supply that is online wins; batteries of a mouse or a pen (`Device` scope) are left out by the caller. */
export function supplyOnLinux(supplies: readonly SupplyFiles[]): PowerSupply {
  const external = supplies.filter(({ type }) => type === 'Mains' || type.startsWith('USB'));
  if (external.some(({ online }) => online === '1')) return 'mains';
  const statuses = supplies.filter(({ type }) => type === 'Battery').map(({ status }) => status);
  if (statuses.includes('Discharging')) return 'battery';
  if (statuses.some((status) => status === 'Charging' || status === 'Full' || status === 'Not charging')) return 'mains';
  return external.length > 0 && statuses.length > 0 ? 'battery' : 'unknown';
}

/** From the first line of `pmset -g batt`: `Now drawing from 'Battery Power'`. */
export function supplyOnMac(output: string): PowerSupply {
  const source = /drawing from '([^']+)'/.exec(output)?.[1];
  if (source === 'Battery Power' || source === 'UPS Power') return 'battery';
  return source === 'AC Power' ? 'mains' : 'unknown';
}

/**
 * From the value of `Win32_Battery.BatteryStatus`, one line for each battery: 1 is discharging, 4 and 5 are low and
 * critical (on battery), all others mean that the mains are there. A computer without a battery prints nothing.
 */
export function supplyOnWindows(output: string): PowerSupply {
  const statuses = output.split(/\s+/).filter((status) => /^\d+$/.test(status));
  if (statuses.length === 0) return 'unknown';
  return statuses.some((status) => ['1', '4', '5'].includes(status)) ? 'battery' : 'mains';
}
