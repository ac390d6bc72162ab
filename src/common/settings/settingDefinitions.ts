import type { Quietness } from '../completionRecord.js';
import { type DeviceChoice, deviceChoices, maxDeviceMemory } from '../methods/lifecycle.js';
import { modelJobs } from '../modelJobs.js';
import { type NetworkMode, networkModes } from '../networkMode.js';
import type { StopAt } from '../methods/completion.js';
import { readyPrompts, type WritingPrompt } from './writingPrompts.js';
import type { LanguageMode, LanguageModes } from './languageMode.js';

/** The values of all settings, by their keys under `cloze.`. */
export interface Settings {
  readonly enable: boolean;
  readonly device: DeviceChoice;
  /** A name in the folder of models, or an absolute path. */
  readonly model: string;
  /** The same for the encoder. */
  readonly encoderModel: string;
  /** The same for the model that follows instructions. */
  readonly writingModel: string;
  /** What "Rewrite Selection…" offers to do. */
  readonly 'writing.prompts': readonly WritingPrompt[];
  /** How tokens are chosen where an instruction is carried out; 0 always takes the most probable one. */
  readonly 'writing.temperature': number;
  /** Absolute paths of folders with more models, one sub-folder each. */
  readonly modelFolders: readonly string[];
  /** Whether models may be looked for and downloaded. */
  readonly network: NetworkMode;
  /** 0 leaves the choice to the engine. */
  readonly threads: number;
  /** Megabytes that models may take on graphics cards; 0 for no limit. */
  readonly deviceMemory: number;
  readonly idleMinutes: number;
  readonly pauseOnBattery: boolean;
  /** Whether windows with the same settings use one process of the engine. */
  readonly 'engine.shared': boolean;
  /** Addresses of completions servers, separated by commas; empty for none. */
  readonly 'server.url': string;
  /** The model on the server; empty for its first one. */
  readonly 'server.model': string;
  readonly 'server.use': 'off' | 'when unsure' | 'always';
  /** How many tokens may go to servers on one day; 0 for any number. */
  readonly 'server.tokensPerDay': number;
  readonly 'completion.quietness': Quietness;
  readonly 'completion.maxWords': number;
  readonly 'completion.stopAt': StopAt;
  readonly 'completion.languages': LanguageModes;
  /** Whether surprising words are marked in the text. */
  readonly 'surprisal.show': boolean;
  /** How sentences are marked that seem not to follow. */
  readonly 'flow.diagnostics': 'information' | 'hint' | 'off';
  /** Whether prose that can be seen is checked unasked. */
  readonly 'flow.automatic': boolean;
  /** How long no key must have been pressed before classifiers learn labels that have changed; 0 for never. */
  readonly 'labels.retrainMinutes': number;
  /** How long no key must have been pressed before Cloze learns what was saved, where it may; 0 for never. */
  readonly 'learning.idleMinutes': number;
}

export type SettingKey = keyof Settings;

/** What a setting is when it is not set, and how a value that was written by hand is read. */
interface SettingDefinition<T> {
  readonly default: T;
  /** The value if it is one that the setting can have. */
  readonly read: (value: unknown) => T | undefined;
}

export const settingDefinitions: { readonly [K in SettingKey]: SettingDefinition<Settings[K]> } = {
  enable: { default: true, read: aBoolean },
  device: { default: 'auto', read: oneOf(...deviceChoices) },
  model: { default: modelJobs.completion.embedded, read: aName },
  encoderModel: { default: modelJobs.words.embedded, read: aName },
  writingModel: { default: modelJobs.rewriting.embedded, read: aName },
  'writing.prompts': { default: readyPrompts, read: prompts },
  'writing.temperature': { default: 0, read: aNumber(0, 2) },
  modelFolders: { default: [], read: paths },
  network: { default: 'ask', read: oneOf(...networkModes) },
  threads: { default: 0, read: anInteger(0, 256) },
  deviceMemory: { default: 0, read: anInteger(0, maxDeviceMemory) },
  idleMinutes: { default: 15, read: anInteger(0, 24 * 60) },
  pauseOnBattery: { default: false, read: aBoolean },
  'engine.shared': { default: true, read: aBoolean },
  'server.url': { default: '', read: aText },
  'server.model': { default: '', read: aText },
  'server.use': { default: 'off', read: oneOf('off', 'when unsure', 'always') },
  'server.tokensPerDay': { default: 500_000, read: anInteger(0, 1_000_000_000) },
  'completion.quietness': { default: 'balanced', read: oneOf('quiet', 'balanced', 'eager') },
  'completion.maxWords': { default: 10, read: anInteger(1, 60) },
  'completion.stopAt': { default: 'sentence', read: oneOf('word', 'clause', 'sentence', 'line') },
  'completion.languages': {
    default: {
      markdown: 'on',
      plaintext: 'on',
      latex: 'on',
      tex: 'on',
      restructuredtext: 'on',
      asciidoc: 'on',
      typst: 'on',
      'git-commit': 'on',
      scminput: 'on',
    },
    read: languageModes,
  },
  'surprisal.show': { default: false, read: aBoolean },
  'flow.diagnostics': { default: 'information', read: oneOf('information', 'hint', 'off') },
  'flow.automatic': { default: false, read: aBoolean },
  'labels.retrainMinutes': { default: 1, read: aNumber(0, 24 * 60) },
  'learning.idleMinutes': { default: 1, read: aNumber(0, 24 * 60) },
};

/** The value of a setting, or its default where what was written is none that it can have. */
export function readSetting<K extends SettingKey>(key: K, value: unknown): Settings[K] {
  const definition: SettingDefinition<Settings[K]> = settingDefinitions[key];
  return definition.read(value) ?? definition.default;
}

function aBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function aName(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function aText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

function prompts(value: unknown): readonly WritingPrompt[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((written: Partial<Record<keyof WritingPrompt, unknown>> | null) => {
    const [name, instruction] = [aName(written?.name), aName(written?.instruction)];
    return name === undefined || instruction === undefined ? [] : [{ name, instruction }];
  });
}

function paths(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.flatMap((path) => aName(path) ?? []) : undefined;
}

function anInteger(least: number, most: number): (value: unknown) => number | undefined {
  return (value) => (typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : undefined);
}

function aNumber(least: number, most: number): (value: unknown) => number | undefined {
  return (value) => (typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined);
}

function oneOf<const T extends string>(...choices: readonly T[]): (value: unknown) => T | undefined {
  return (value) => choices.find((choice) => choice === value);
}

const readMode = oneOf<LanguageMode>('on', 'comments', 'off');

function languageModes(value: unknown): LanguageModes | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const modes: Record<string, LanguageMode> = {};
  for (const [language, written] of Object.entries(value)) {
    const mode = readMode(written);
    if (mode !== undefined) modes[language] = mode;
  }
  return modes;
}
