import type { Command } from '../command.js';
import { doorOptions } from '../doors/doorOptions.js';
import { openDoor } from '../doors/openDoor.js';

export const mcpCommand: Command = {
  name: 'mcp',
  operands: '[FOLDER…]',
  operandCount: [0, Infinity],
  summary: 'Serves agents by the Model Context Protocol.',
  details: `The agent's program starts it and speaks with it over standard input and output. Its tools measure and change nothing: cloze_flow,
cloze_surprisal, cloze_words, cloze_continue, cloze_classify and cloze_compare. Files are read in the folders that the agent's program works in,
its roots, and where folders are named here in these only; links that lead out of them are not followed. docs/agents.md says how to set it up.
It ends with the agent's program.`,
  options: doorOptions,
  run: (args, terminal) => openDoor('mcp', args, args.operands, terminal),
};
