import { commands } from '../ids.js';
import type { Quietness } from '../../common/completionRecord.js';
import type { Translate } from '../translate.js';
import { type StatusFacts, statusKind } from './statusFacts.js';

/** One line of the menu behind the status bar item. */
export interface MenuItem {
  readonly command: string;
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
}

/** What a click on the status bar item offers: what is of use now, the most likely first. */
export function statusMenu(facts: StatusFacts, quietness: Quietness, t: Translate): MenuItem[] {
  const kind = statusKind(facts);
  const showLog = { command: commands.showLog, icon: 'output', label: t('Show Log') };
  const getStarted = { command: commands.getStarted, icon: 'book', label: t('Get Started') };
  if (kind === 'off') return [{ command: commands.toggle, icon: 'play', label: t('Enable') }, showLog, getStarted];
  return [
    ...(kind === 'failed' ? [{ command: commands.restartEngine, icon: 'refresh', label: t('Restart the Engine') }] : []),
    { command: commands.toggle, icon: 'circle-slash', label: t('Disable'), description: t('Ends the engine') },
    ...languageItem(facts, t),
    { command: commands.chooseQuietness, icon: 'unmute', label: t('Set Suggestion Threshold'), description: quietnessLabel(quietness, t) },
    { command: commands.whyCompletion, icon: 'question', label: t('Why This Completion?') },
    ...(facts.engine.lifecycle.kind === 'running' && facts.engine.status.state !== 'idle'
      ? [
          {
            command: commands.unloadModel,
            icon: 'chrome-minimize',
            label: t('Unload the Model'),
            description: t('Frees its memory until you write again'),
          },
        ]
      : []),
    showLog,
    getStarted,
  ];
}

/** The name of a quietness, as people read it. */
export function quietnessLabel(quietness: Quietness, t: Translate): string {
  return { quiet: t('Quiet'), balanced: t('Balanced'), eager: t('Eager') }[quietness];
}

function languageItem({ language }: StatusFacts, t: Translate): MenuItem[] {
  if (language === undefined) return [];
  const off = language.mode === 'off';
  const label = off ? t('Enable for {0}', language.name) : t('Disable for {0}', language.name);
  return [{ command: commands.toggleLanguage, icon: off ? 'play' : 'mute', label }];
}
