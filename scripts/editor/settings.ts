/** Settings of an editor, as they stand in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** Nothing but the text: no start page, no service, no pop-up that hides what Cloze shows. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  // A full stop is a sign for VS Code to suggest headings and the like in Markdown.
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** What suits a person who writes prose; the settings of `npm start`, which its user may change. */
export const writingSettings: Settings = {
  ...quietSettings,
  'editor.fontSize': 16,
  'editor.lineHeight': 1.7,
  'editor.lineNumbers': 'off',
  'editor.renderWhitespace': 'none',
  'editor.wordWrap': 'bounded',
  'editor.wordWrapColumn': 88,
};

/** Makes what tests see the same in each run. */
export const testSettings: Settings = {
  ...quietSettings,
  'editor.accessibilitySupport': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.cursorBlinking': 'solid',
  'editor.wordWrap': 'on',
  'files.hotExit': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};
