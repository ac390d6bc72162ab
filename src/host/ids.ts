/** Every id that the manifest and the code share. A test holds them against package.json. */

/** Commands that a person can run. */
export const commands = {
  toggle: 'cloze.toggle',
  toggleLanguage: 'cloze.toggleLanguage',
  toggleFile: 'cloze.toggleFile',
  toggleFolder: 'cloze.toggleFolder',
  pauseHour: 'cloze.pauseHour',
  resume: 'cloze.resume',
  trigger: 'cloze.completion.trigger',
  acceptWord: 'cloze.completion.acceptWord',
  chooseQuietness: 'cloze.completion.chooseQuietness',
  whyCompletion: 'cloze.completion.why',
  forgetChoices: 'cloze.completion.forgetChoices',
  showLearned: 'cloze.completion.showLearned',
  restartEngine: 'cloze.engine.restart',
  unloadModel: 'cloze.engine.unload',
  testDevices: 'cloze.testDevices',
  installCuda: 'cloze.installCuda',
  showLog: 'cloze.showLog',
  forgetEverything: 'cloze.forgetEverything',
  showMenu: 'cloze.showMenu',
  openSettings: 'cloze.openSettings',
  chooseModels: 'cloze.chooseModels',
  chooseServer: 'cloze.chooseServer',
  exportForServer: 'cloze.exportForServer',
  setHuggingFaceToken: 'cloze.setHuggingFaceToken',
  openDocumentation: 'cloze.openDocumentation',
  showProbabilities: 'cloze.panel.show',
  openProbabilities: 'cloze.panel.open',
  pinProbabilities: 'cloze.panel.pin',
  copyProbabilities: 'cloze.panel.copyCsv',
  saveProbabilities: 'cloze.panel.saveSvg',
  toggleSurprisal: 'cloze.surprisal.toggle',
  surprisalTable: 'cloze.surprisal.table',
  acceptProposal: 'cloze.flow.acceptProposal',
  discardProposal: 'cloze.flow.discardProposal',
  continueParagraph: 'cloze.writing.continueParagraph',
  rewriteSelection: 'cloze.writing.rewrite',
  translateSelection: 'cloze.writing.translate',
  summarizeSelection: 'cloze.writing.summarize',
  stopWriting: 'cloze.writing.stop',
  suggestWords: 'cloze.words.suggest',
  checkFlow: 'cloze.flow.check',
  checkFlowFolder: 'cloze.flow.checkFolder',
  checkFlowChanges: 'cloze.flow.checkChanges',
  checkFlowAllChanges: 'cloze.flow.checkAllChanges',
  flowNext: 'cloze.flow.next',
  flowPrevious: 'cloze.flow.previous',
  flowExport: 'cloze.flow.export',
  flowClear: 'cloze.flow.clear',
  flowClearFile: 'cloze.flow.clearFile',
  flowShowMuted: 'cloze.flow.showMuted',
  flowHideMuted: 'cloze.flow.hideMuted',
  flowReasons: 'cloze.flow.reasons',
  flowReorder: 'cloze.flow.reorder',
  flowLink: 'cloze.flow.link',
  flowMute: 'cloze.flow.mute',
  flowMuteParagraph: 'cloze.flow.muteParagraph',
  flowMuteFile: 'cloze.flow.muteFile',
  flowMuteShared: 'cloze.flow.muteShared',
  flowUnmute: 'cloze.flow.unmute',
  flowCopy: 'cloze.flow.copy',
  flowShowPair: 'cloze.flow.showPair',
  classify: 'cloze.labels.classify',
  classifyWith: 'cloze.labels.classifyWith',
  labelLeastSure: 'cloze.labels.labelLeastSure',
  classifySelection: 'cloze.labels.classifySelection',
  clearMarks: 'cloze.labels.clearMarks',
  findNames: 'cloze.labels.findNames',
  askDocument: 'cloze.labels.ask',
  labelSelection: 'cloze.labels.add',
  trainClassifier: 'cloze.labels.train',
  sortLabels: 'cloze.labels.sort',
  filterLabels: 'cloze.labels.filter',
  exportLabels: 'cloze.labels.export',
  clearLabels: 'cloze.labels.clear',
  learnFromWriting: 'cloze.learn.fromWriting',
  whatWasLearned: 'cloze.learn.show',
  openSample: 'cloze.openSample',
  tryCompletion: 'cloze.tryCompletion',
  getStarted: 'cloze.getStarted',
} as const;

export const walkthroughId = 'cloze.cloze#getStarted';

/** The scheme of documents as they would be after a change. */
export const proposalScheme = 'cloze-proposal';

/** The scheme of tables of surprisal. */
export const tableScheme = 'cloze-table';

/** The scheme of the page that says what was learned from the writer. */
export const learnedScheme = 'cloze-learned';

/** The panel's view in the side bar, and its type as an editor tab. */
export const panelViewId = 'cloze.panel';

/** The Flow view in the side bar, whether anything was checked, and whether the view lists muted warnings. */
export const flowViewId = 'cloze.flow';
export const hasFlowResultsKey = 'cloze.flow.hasResults';
export const showsMutedFlowKey = 'cloze.flow.showsMuted';

/** The table of labels in the side bar, and whether it has rows. */
export const labelsViewId = 'cloze.labels';
export const hasLabelsKey = 'cloze.hasLabels';

/** Whether an editor shows words marked that moved a label, or names that were found. */
export const hasMarksKey = 'cloze.hasMarks';

/** Whether the cursor is on a word, or up to four words are selected. */
export const onWordKey = 'cloze.onWord';

/** Whether a pause with a time is going on. */
export const isPausedKey = 'cloze.isPaused';

/** Whether a model writes a text that can be stopped. */
export const isWritingKey = 'cloze.isWriting';

/** The type of pages with reports on classifiers. */
export const reportViewType = 'cloze.report';

/** Keys in the editor's storage of secrets. */
export const secretKeys = { huggingFaceToken: 'huggingFaceToken' } as const;

/** Keys in the workspace's own storage. */
export const storageKeys = {
  acceptanceBias: 'completion.acceptanceBias',
  panel: 'panel',
  pauses: 'pauses',
  flowMutes: 'flow.mutes',
  lastClassifiers: 'labels.lastClassifiers',
  serverConsent: 'server.consent',
  learning: 'learning',
} as const;
