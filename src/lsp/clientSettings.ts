import { readSetting, settingDefinitions, type SettingKey, type Settings } from '../common/settings/settingDefinitions.js';

/** What a client that says nothing gets otherwise than a window of VS Code: who starts a language server wants to see what it finds. */
const ownDefaults: Partial<Record<SettingKey, unknown>> = { 'flow.automatic': true };

/** The settings of a client, by the names that they have in VS Code, and what it says of single documents. */
export class ClientSettings {
  #all: unknown = {};
  readonly #ofDocuments = new Map<string, unknown>();

  /** Takes in what holds everywhere, and forgets what was said of documents. */
  replace(written: unknown): void {
    this.#all = section(written);
    this.#ofDocuments.clear();
  }

  replaceFor(uri: string, written: unknown): void {
    this.#ofDocuments.set(uri, section(written));
  }

  forget(uri: string): void {
    this.#ofDocuments.delete(uri);
  }

  of(uri?: string): Settings {
    const read = <K extends SettingKey>(key: K): [K, Settings[K]] => [key, readSetting(key, this.#written(key, uri) ?? ownDefaults[key])];
    return Object.fromEntries((Object.keys(settingDefinitions) as SettingKey[]).map(read)) as unknown as Settings;
  }

  /** The value of a setting that the client has written for all documents. */
  written<K extends SettingKey>(key: K): Settings[K] | undefined {
    const written = this.#written(key);
    return written === undefined || written === null ? undefined : readSetting(key, written);
  }

  #written(key: SettingKey, uri?: string): unknown {
    const own = uri === undefined ? undefined : this.#ofDocuments.get(uri);
    return valueAt(own, key) ?? valueAt(this.#all, key);
  }
}

/** The part about Cloze, where a client sends more. */
function section(written: unknown): unknown {
  return isRecord(written) && isRecord(written['cloze']) ? written['cloze'] : written;
}

/** A value by its key, written with dots or as objects in objects. */
function valueAt(written: unknown, key: string): unknown {
  if (!isRecord(written)) return undefined;
  const direct = written[key] ?? written[`cloze.${key}`];
  if (direct !== undefined) return direct;
  return key.split('.').reduce((found: unknown, part) => (isRecord(found) ? found[part] : undefined), written);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
