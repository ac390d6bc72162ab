import type { PowerWatch } from '../backend/power/powerWatch.js';
import { type Disposable, DisposableStore } from '../common/disposable.js';
import { Latest } from './latest.js';
import { onDidChangeSettings, readSettings } from './settings.js';

/** Whether Cloze rests because the writer wants that on battery and the computer runs on it. */
export function followBattery(power: PowerWatch): { readonly onBattery: Latest<boolean> } & Disposable {
  const store = new DisposableStore();
  const onBattery = store.add(new Latest(false));
  store.add(power.onDidChange((supply) => (onBattery.value = supply === 'battery')));
  const apply = (): void => {
    const { enable, pauseOnBattery } = readSettings();
    power.watching = enable && pauseOnBattery;
  };
  store.add(onDidChangeSettings(apply));
  apply();
  return { onBattery, dispose: () => store.dispose() };
}
