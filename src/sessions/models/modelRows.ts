import { type ModelSettings, modelJobs, servingModel } from '../../common/modelJobs.js';
import type { ListedModel, ModelOwner, ModelPurpose, RecommendedModel } from '../../common/modelTool/answers.js';
import { megabytes } from '../../common/megabytes.js';
import type { Translate } from '../../common/translate.js';
import { isChosen } from './jobRows.js';

/** What becomes of a row that is chosen. */
export type ModelAction =
  | { readonly kind: 'use'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'download'; readonly model: RecommendedModel }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'measure' }
  | { readonly kind: 'allow-network' };

/** A row of the list of models for a job; one without an action begins a section. */
export interface ModelRow {
  readonly label: string;
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly action?: ModelAction;
  /** It is there whatever was typed. */
  readonly always?: true;
  /** It lies in the cache of downloads, from which Cloze can remove it. */
  readonly removable?: string;
}

/** What is known when the list is shown. */
export interface Offered {
  readonly purpose: ModelPurpose;
  readonly settings: ModelSettings;
  readonly installed: readonly ListedModel[];
  readonly recommended: readonly RecommendedModel[];
  readonly offline: boolean;
  /** The server that is asked when a name is looked for. */
  readonly host: string;
  /** Tokens per second of a model with so many bytes in memory, where this machine's speed is known. */
  readonly speed?: (memoryBytes: number) => number;
  /** What was typed above the list. */
  readonly typed: string;
}

/** Models for a job: what is used, what comes with Cloze, what else is on this machine, what can be downloaded, and other ways to one. */
export function modelRows(given: Offered, t: Translate): ModelRow[] {
  const { purpose, settings, installed, recommended } = given;
  const { speed, ...unmeasured } = given;
  const offered: Offered = writes(purpose) && speed !== undefined ? { ...unmeasured, speed } : unmeasured;
  const used = isChosen(purpose) ? servingModel(purpose, settings).model : undefined;
  const fitting = installed.filter(({ jobs, type }) => type !== null && jobs.includes(purpose));
  const own = fitting.filter(({ owner }) => owner === 'cloze');
  const present = new Set(fitting.map(({ name }) => name.toLowerCase()));
  const absent = recommended.filter(({ name, jobs }) => jobs.includes(purpose) && !present.has(name.toLowerCase()));
  const current = used === undefined ? undefined : (fitting.find(({ name }) => isNamed(name, used)) ?? used);
  const others = fitting.filter((model) => model !== current && model.owner !== 'cloze');
  const section = (label: string, rows: readonly ModelRow[]): ModelRow[] => (rows.length === 0 ? [] : [{ label }, ...rows]);
  const installedRow = (model: ListedModel): ModelRow => rowOfInstalled(model, model === current, offered, t);
  return [
    ...section(t('in use'), current === undefined ? [] : [typeof current === 'string' ? otherRow(current, installed, t) : installedRow(current)]),
    ...section(
      t('comes with Cloze'),
      own.filter((model) => model !== current && isChosen(purpose) && model.name === modelJobs[purpose].embedded).map(installedRow),
    ),
    ...section(t('on this machine'), others.map(installedRow)),
    ...downloadSections(absent, offered, t).flatMap(([label, rows]) => section(label, rows)),
    ...section(t('other models'), otherWays(offered, t)),
  ];
}

/** Whether a model for a purpose writes word by word, which is what a speed says something about. */
function writes(purpose: ModelPurpose): boolean {
  return purpose === 'completion' || purpose === 'rewriting';
}

function downloadSections(models: readonly RecommendedModel[], offered: Offered, t: Translate): [string, ModelRow[]][] {
  const rows = (some: readonly RecommendedModel[]): ModelRow[] => some.map((model) => rowOfRecommended(model, offered, t));
  return [
    [t('to download'), rows(models.filter(({ fits }) => fits))],
    [t('to download: need more memory than this machine has'), rows(models.filter(({ fits }) => !fits))],
  ];
}

function rowOfInstalled(model: ListedModel, isUsed: boolean, { speed }: Offered, t: Translate): ModelRow {
  const { name, bytes, owner, fits } = model;
  const parts = [megabytes(bytes), ownerText(owner, t), ...speedText(bytes, speed, t)];
  return {
    label: name,
    icon: isUsed ? 'check' : 'package',
    description: parts.join(' · '),
    ...(fits ? {} : { detail: t('More than this machine has room for: it will be slow, or not start.') }),
    action: { kind: 'use', name },
    ...(owner === 'hub' && { removable: name }),
  };
}

function rowOfRecommended(model: RecommendedModel, { speed, offline }: Offered, t: Translate): ModelRow {
  const { name, bytes, memoryBytes, license, languages, note, gated } = model;
  const known = speedText(memoryBytes, speed, t);
  const parts = [
    megabytes(bytes),
    gated ? t('{0}, terms to accept first', license) : license,
    languages.join(' '),
    ...(known.length > 0 ? known : [speedClass(model, t)]),
  ];
  return {
    label: name,
    icon: 'cloud-download',
    description: parts.join(' · '),
    detail: offline ? t('{0} (The network is switched off for Cloze.)', note) : note,
    action: offline ? { kind: 'allow-network' } : { kind: 'download', model },
  };
}

/** Whether a setting means a model: by its name with its owner or without; capital letters don't matter. */
function isNamed(name: string, setting: string): boolean {
  const [whole, wanted] = [name.toLowerCase(), setting.toLowerCase()];
  return whole === wanted || whole.endsWith(`/${wanted}`);
}

/** A model that the setting names and that is not among those for the job: one by its path, a broken one, or one that is not there. */
function otherRow(setting: string, installed: readonly ListedModel[], t: Translate): ModelRow {
  const action: ModelAction = { kind: 'use', name: setting };
  if (/^(?:[\\/]|[a-z]:[\\/])/i.test(setting)) return { label: setting, icon: 'check', description: t('by its path'), action };
  const broken = installed.find(({ name }) => isNamed(name, setting));
  if (broken?.error !== undefined) {
    return { label: setting, icon: 'warning', description: t('cannot be used'), detail: broken.error, action };
  }
  return { label: setting, icon: 'warning', description: t('not found among the models of this machine'), action };
}

function otherWays({ typed, offline, host, speed, purpose }: Offered, t: Translate): ModelRow[] {
  const words = typed.trim();
  const folder: ModelRow = { label: t('Add a Folder of Models…'), icon: 'folder', action: { kind: 'folder' }, always: true };
  const measure: ModelRow[] =
    speed === undefined && writes(purpose)
      ? [
          {
            label: t('Measure the Speed of This Machine'),
            icon: 'dashboard',
            description: t('about three seconds with the model that is used'),
            action: { kind: 'measure' },
          },
        ]
      : [];
  if (offline) {
    const label = t('Allow Cloze to Use the Network…');
    return [folder, ...measure, { label, icon: 'plug', description: t('the network is switched off'), action: { kind: 'allow-network' }, always: true }];
  }
  const search: ModelRow = {
    label: words === '' ? t('Search {0} by Name…', host) : t('Search {0} for "{1}"', host, words),
    icon: 'search',
    action: { kind: 'search', words },
    always: true,
  };
  const isName = /^[\w.-]+\/[\w.-]+(?::\w+)?(?:@[\w./-]+)?$/.test(words);
  const named: ModelRow = { label: t('Download {0}…', words), icon: 'cloud-download', action: { kind: 'name', name: words }, always: true };
  return [...(isName ? [named] : []), search, folder, ...measure];
}

function ownerText(owner: ModelOwner, t: Translate): string {
  switch (owner) {
    case 'cloze':
      return t('comes with Cloze');
    case 'folder':
      return t('in your folder');
    case 'hub':
      return t('Hugging Face cache');
    case 'ollama':
      return 'Ollama';
    case 'lmstudio':
      return 'LM Studio';
  }
}

function speedText(memoryBytes: number, speed: Offered['speed'], t: Translate): string[] {
  if (speed === undefined) return [];
  const value = speed(memoryBytes);
  return [t('about {0} words/s here', value >= 10 ? Math.round(value) : Number(value.toPrecision(2)))];
}

function speedClass({ speed }: RecommendedModel, t: Translate): string {
  switch (speed) {
    case 'fast':
      return t('fast');
    case 'medium':
      return t('medium speed');
    case 'slow':
      return t('slow');
  }
}
