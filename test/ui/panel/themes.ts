/** Colours of the editor's own themes, as it hands them to webviews. */
export type ThemeName = 'dark' | 'light' | 'high contrast' | 'high contrast light';

export interface Theme {
  /** The class of the page's body. */
  readonly kind: string;
  readonly background: string;
  readonly variables: Readonly<Record<string, string>>;
}

const common = { '--vscode-font-family': 'sans-serif', '--vscode-font-size': '13px', '--vscode-font-weight': 'normal' };

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    kind: 'vscode-dark',
    background: '#181818',
    variables: {
      ...common,
      '--vscode-foreground': '#cccccc',
      '--vscode-descriptionForeground': '#9d9d9d',
      '--vscode-charts-blue': '#3794ff',
      '--vscode-cloze-comparedBar': '#d18616',
      '--vscode-focusBorder': '#0078d4',
      '--vscode-list-hoverBackground': '#2a2d2e',
      '--vscode-dropdown-background': '#313131',
      '--vscode-dropdown-foreground': '#cccccc',
      '--vscode-dropdown-border': '#3c3c3c',
      '--vscode-textLink-foreground': '#4daafc',
      '--vscode-progressBar-background': '#0078d4',
      '--vscode-button-background': '#0078d4',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-inputOption-activeBackground': '#2489db82',
      '--vscode-inputOption-activeForeground': '#ffffff',
      '--vscode-inputOption-activeBorder': '#2488db',
    },
  },
  light: {
    kind: 'vscode-light',
    background: '#f8f8f8',
    variables: {
      ...common,
      '--vscode-foreground': '#3b3b3b',
      '--vscode-descriptionForeground': '#3b3b3b',
      '--vscode-charts-blue': '#1a85ff',
      '--vscode-cloze-comparedBar': '#a65d00',
      '--vscode-focusBorder': '#005fb8',
      '--vscode-list-hoverBackground': '#f2f2f2',
      '--vscode-dropdown-background': '#ffffff',
      '--vscode-dropdown-foreground': '#3b3b3b',
      '--vscode-dropdown-border': '#cecece',
      '--vscode-textLink-foreground': '#005fb8',
      '--vscode-progressBar-background': '#005fb8',
      '--vscode-button-background': '#005fb8',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-inputOption-activeBackground': '#bed6ed',
      '--vscode-inputOption-activeForeground': '#000000',
      '--vscode-inputOption-activeBorder': '#005fb8',
    },
  },
  'high contrast': {
    kind: 'vscode-high-contrast',
    background: '#000000',
    variables: {
      ...common,
      '--vscode-foreground': '#ffffff',
      '--vscode-descriptionForeground': '#ffffffb3',
      '--vscode-charts-blue': '#3794ff',
      '--vscode-cloze-comparedBar': '#f38518',
      '--vscode-contrastBorder': '#6fc3df',
      '--vscode-contrastActiveBorder': '#f38518',
      '--vscode-focusBorder': '#f38518',
      '--vscode-dropdown-background': '#000000',
      '--vscode-dropdown-foreground': '#ffffff',
      '--vscode-dropdown-border': '#6fc3df',
      '--vscode-textLink-foreground': '#21a6ff',
      '--vscode-progressBar-background': '#6fc3df',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-button-background': '#000000',
      '--vscode-button-border': '#6fc3df',
      '--vscode-inputOption-activeBackground': '#00000000',
      '--vscode-inputOption-activeForeground': '#ffffff',
      '--vscode-inputOption-activeBorder': '#6fc3df',
    },
  },
  'high contrast light': {
    kind: 'vscode-high-contrast vscode-high-contrast-light',
    background: '#ffffff',
    variables: {
      ...common,
      '--vscode-foreground': '#292929',
      '--vscode-descriptionForeground': '#292929b3',
      '--vscode-charts-blue': '#1a85ff',
      '--vscode-cloze-comparedBar': '#8a4500',
      '--vscode-contrastBorder': '#0f4a85',
      '--vscode-contrastActiveBorder': '#006bbd',
      '--vscode-focusBorder': '#006bbd',
      '--vscode-dropdown-background': '#ffffff',
      '--vscode-dropdown-foreground': '#292929',
      '--vscode-dropdown-border': '#0f4a85',
      '--vscode-textLink-foreground': '#0f4a85',
      '--vscode-progressBar-background': '#006bbd',
      '--vscode-button-background': '#0f4a85',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-inputOption-activeBackground': '#00000000',
      '--vscode-inputOption-activeForeground': '#292929',
      '--vscode-inputOption-activeBorder': '#0f4a85',
    },
  },
};
