/** Every id that the manifest and the code share. A test holds them against package.json. */

/** Commands that a person can run. */
export const commands = {
  toggle: 'cloze.toggle',
  toggleLanguage: 'cloze.toggleLanguage',
  trigger: 'cloze.completion.trigger',
  chooseQuietness: 'cloze.completion.chooseQuietness',
  whyCompletion: 'cloze.completion.why',
  forgetChoices: 'cloze.completion.forgetChoices',
  restartEngine: 'cloze.engine.restart',
  unloadModel: 'cloze.engine.unload',
  showLog: 'cloze.showLog',
  showMenu: 'cloze.showMenu',
  openSample: 'cloze.openSample',
  getStarted: 'cloze.getStarted',
} as const;

export const walkthroughId = 'cloze.cloze#getStarted';

/** The scheme of documents that Cloze makes up, such as the explanation of a completion. */
export const documentScheme = 'cloze';

/** Keys in the workspace's own storage. */
export const storageKeys = {
  acceptanceBias: 'completion.acceptanceBias',
} as const;
