import { commands } from '../ids.js';
import { modelStatus } from '../../common/modelStatus.js';
import { type Quietness, quietnessLabel } from '../../common/completionRecord.js';
import { folderName } from '../pauses.js';
import { timeOfDay } from '../timeOfDay.js';
import type { Translate } from '../../common/translate.js';
import { type StatusFacts, statusKind } from './statusFacts.js';

/** One line of the menu that the status bar item opens. */
export interface MenuItem {
  readonly command: string;
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
}

/** Lines that belong together, with what they are about. */
export interface MenuGroup {
  readonly title: string;
  readonly items: readonly MenuItem[];
}

/** What a click on the status bar item offers: what is of use now, the most likely first. */
export function statusMenu(facts: StatusFacts, quietness: Quietness, t: Translate): MenuGroup[] {
  const kind = statusKind(facts);
  const enable = { command: commands.toggle, icon: 'play', label: t('Enable') };
  if (kind === 'off')
    return [
      { title: '', items: [enable] },
      { title: t('Help and Settings'), items: helpItems(t) },
    ];
  const restart = { command: commands.restartEngine, icon: 'refresh', label: t('Restart the Engine') };
  const groups: readonly MenuGroup[] = [
    { title: '', items: kind === 'failed' ? [restart] : [] },
    { title: t('Features'), items: featureItems(t) },
    { title: t('Suggestions'), items: [...suggestionItems(quietness, t), ...pauseItems(facts, t)] },
    { title: t('Models'), items: modelItems(facts, t) },
    { title: t('Help and Settings'), items: helpItems(t) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function featureItems(t: Translate): MenuItem[] {
  return [
    { command: commands.trigger, icon: 'edit', label: t('Complete Here') },
    { command: commands.suggestWords, icon: 'replace', label: t('Suggest Words') },
    { command: commands.checkFlow, icon: 'search', label: t('Check Flow') },
    { command: commands.classify, icon: 'tag', label: t('Classify…') },
    { command: commands.showProbabilities, icon: 'graph', label: t('Show Probabilities') },
    { command: commands.toggleSurprisal, icon: 'symbol-color', label: t('Toggle Surprisal') },
  ];
}

function suggestionItems(quietness: Quietness, t: Translate): MenuItem[] {
  return [
    { command: commands.chooseQuietness, icon: 'unmute', label: t('Set Suggestion Threshold'), description: quietnessLabel(quietness, t) },
    { command: commands.whyCompletion, icon: 'question', label: t('Why This Completion?') },
    { command: commands.showLearned, icon: 'history', label: t('What Cloze Has Learned') },
  ];
}

/** Each of them is taken back by the line in the same place. */
function pauseItems({ language, document, pause }: StatusFacts, t: Translate): MenuItem[] {
  const item = (command: string, isOff: boolean, on: string, off: string, description?: string): MenuItem => ({
    command,
    icon: isOff ? 'play' : 'mute',
    label: isOff ? on : off,
    ...(description !== undefined && { description }),
  });
  const items: MenuItem[] = [];
  if (document !== undefined) {
    items.push(item(commands.toggleFile, pause?.kind === 'file', t('Enable for This File'), t('Disable for This File'), document.file));
    const offFolder = pause?.kind === 'folder' ? folderName(pause.folder) : undefined;
    const folder = offFolder ?? document.folder;
    if (folder !== undefined) {
      items.push(item(commands.toggleFolder, offFolder !== undefined, t('Enable for This Folder'), t('Disable for This Folder'), folder));
    }
  }
  if (language !== undefined) {
    const { name, mode } = language;
    items.push(item(commands.toggleLanguage, mode === 'off', t('Enable for {0}', name), t('Disable for {0}', name)));
  }
  items.push(
    pause?.kind === 'time'
      ? { command: commands.resume, icon: 'play', label: t('Resume'), description: t('paused until {0}', timeOfDay(pause.until)) }
      : { command: commands.pauseHour, icon: 'watch', label: t('Pause for an Hour') },
    { command: commands.toggle, icon: 'circle-slash', label: t('Disable'), description: t('Ends the engine') },
  );
  return items;
}

function modelItems({ engine: { lifecycle, status } }: StatusFacts, t: Translate): MenuItem[] {
  const unload = {
    command: commands.unloadModel,
    icon: 'chrome-minimize',
    label: t('Unload the Model'),
    description: t('Frees its memory until you write again'),
  };
  return [
    {
      command: commands.chooseModels,
      icon: 'package',
      label: t('Choose Models…'),
      description: modelStatus(status, 'causal')?.model ?? '',
    },
    ...(lifecycle.kind === 'running' && status.state !== 'idle' ? [unload] : []),
  ];
}

function helpItems(t: Translate): MenuItem[] {
  return [
    { command: commands.openSettings, icon: 'gear', label: t('Settings') },
    { command: commands.openDocumentation, icon: 'book', label: t('Documentation') },
    { command: commands.getStarted, icon: 'rocket', label: t('Get Started') },
    { command: commands.showLog, icon: 'output', label: t('Show Log') },
  ];
}
