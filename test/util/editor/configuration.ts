import type * as vscode from 'vscode';
import { readProjectFile } from '../projectFiles.js';
import { signal } from './event.js';
import { values } from './values.js';

type Properties = Readonly<Record<string, { readonly default?: unknown }>>;

const manifest = JSON.parse(readProjectFile('package.json')) as { readonly contributes: { readonly configuration: unknown } };
const contributed = [manifest.contributes.configuration].flat() as readonly { readonly properties: Properties }[];
const defaults = new Map(contributed.flatMap(({ properties }) => Object.entries(properties).map(([key, value]) => [key, value.default])));

/** The settings of the editor in memory: those of the manifest, and what was set for the user and in the workspace. */
export class Configuration {
  readonly #user = new Map<string, unknown>();
  readonly #workspace = new Map<string, unknown>();
  readonly #changed = signal<vscode.ConfigurationChangeEvent>();
  readonly onDidChange = this.#changed.event;

  /** Sets a setting by its full key, as a person does. */
  set(key: string, value: unknown, target: 'user' | 'workspace' = 'user'): void {
    (target === 'user' ? this.#user : this.#workspace).set(key, value);
    this.#changed.fire({ affectsConfiguration: (section) => key === section || key.startsWith(`${section}.`) });
  }

  /** What holds for a full key; of objects, what each says. */
  valueOf(key: string): unknown {
    const set = [defaults.get(key), this.#user.get(key), this.#workspace.get(key)].filter((value) => value !== undefined);
    return set.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value)) && set.length > 0
      ? (Object.assign({}, ...set) as unknown)
      : set.at(-1);
  }

  of = (section?: string): vscode.WorkspaceConfiguration => {
    const full = (key: string): string => (section === undefined ? key : `${section}.${key}`);
    return {
      get: (key: string, otherwise?: unknown) => this.valueOf(full(key)) ?? otherwise,
      has: (key: string) => this.valueOf(full(key)) !== undefined,
      inspect: (key: string) => ({
        key: full(key),
        defaultValue: defaults.get(full(key)),
        globalValue: this.#user.get(full(key)),
        workspaceValue: this.#workspace.get(full(key)),
      }),
      update: (key: string, value: unknown, target?: vscode.ConfigurationTarget | boolean | null) => {
        this.set(full(key), value, target === values.ConfigurationTarget.Workspace ? 'workspace' : 'user');
        return Promise.resolve();
      },
    } as vscode.WorkspaceConfiguration;
  };
}
