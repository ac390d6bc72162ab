import type { Command } from '../command.js';
import { openDoor } from '../doors/openDoor.js';
import { doorOptions } from '../doors/doorOptions.js';

export const lspCommand: Command = {
  name: 'lsp',
  operands: '',
  operandCount: [0, 0],
  summary: 'Serves an editor by the Language Server Protocol.',
  details: `The editor starts it and speaks with it over standard input and output: flow checks as diagnostics with code actions and hovers, words
for [MASK] and ___, continuations as inline completions. Settings have the names that they have in VS Code. docs/editors.md says how to set up
Neovim, Helix, Zed, Emacs and Kate. It ends with its editor.`,
  options: {
    stdio: { help: 'Use standard input and output, which is the only way; editors give it by habit.' },
    ...doorOptions,
  },
  run: (args, terminal) => openDoor('lsp', args, [], terminal),
};
