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
  forgetEverything: 'cloze.forgetEverything',
  showMenu: 'cloze.showMenu',
  showProbabilities: 'cloze.panel.show',
  openProbabilities: 'cloze.panel.open',
  pinProbabilities: 'cloze.panel.pin',
  copyProbabilities: 'cloze.panel.copyCsv',
  saveProbabilities: 'cloze.panel.saveSvg',
  toggleSurprisal: 'cloze.surprisal.toggle',
  surprisalTable: 'cloze.surprisal.table',
  suggestWords: 'cloze.words.suggest',
  checkFlow: 'cloze.flow.check',
  checkFlowFolder: 'cloze.flow.checkFolder',
  checkFlowChanges: 'cloze.flow.checkChanges',
  flowNext: 'cloze.flow.next',
  flowPrevious: 'cloze.flow.previous',
  flowExport: 'cloze.flow.export',
  flowReasons: 'cloze.flow.reasons',
  flowReorder: 'cloze.flow.reorder',
  flowLink: 'cloze.flow.link',
  flowMute: 'cloze.flow.mute',
  flowShowPair: 'cloze.flow.showPair',
  classify: 'cloze.labels.classify',
  findNames: 'cloze.labels.findNames',
  askDocument: 'cloze.labels.ask',
  labelSelection: 'cloze.labels.add',
  trainClassifier: 'cloze.labels.train',
  sortLabels: 'cloze.labels.sort',
  filterLabels: 'cloze.labels.filter',
  exportLabels: 'cloze.labels.export',
  clearLabels: 'cloze.labels.clear',
  openSample: 'cloze.openSample',
  getStarted: 'cloze.getStarted',
} as const;

export const walkthroughId = 'cloze.cloze#getStarted';

/** The scheme of documents that Cloze makes up, such as the explanation of a completion. */
export const documentScheme = 'cloze';

/** The scheme of documents as they would be after a change. */
export const proposalScheme = 'cloze-proposal';

/** The scheme of tables of surprisal. */
export const tableScheme = 'cloze-table';

/** The panel's view in the side bar, and its type as an editor tab. */
export const panelViewId = 'cloze.panel';

/** The Flow view in the side bar. */
export const flowViewId = 'cloze.flow';

/** The table of labels in the side bar, and whether it has rows. */
export const labelsViewId = 'cloze.labels';
export const hasLabelsKey = 'cloze.hasLabels';

/** The type of pages with reports on classifiers. */
export const reportViewType = 'cloze.report';

/** Keys in the workspace's own storage. */
export const storageKeys = {
  acceptanceBias: 'completion.acceptanceBias',
  panel: 'panel',
  flowMutes: 'flow.mutes',
  lastClassifiers: 'labels.lastClassifiers',
} as const;
