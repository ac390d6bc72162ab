import { installWithApt, isOnPath } from './apt.js';

/** Installs Neovim and Emacs for the tests of the language server where that can be done; where not, those tests are skipped. */
export function installOtherEditors(): void {
  if (isOnPath('nvim') && isOnPath('emacs')) return;
  if (!installWithApt('Neovim and Emacs', 'neovim', 'emacs-nox', 'elpa-eglot'))
    console.log('Neovim or Emacs is not here: the tests that drive them are skipped.');
}
