import type { Command } from '../command.js';
import { lspCommand } from '../commands/lsp.js';
import { mcpCommand } from '../commands/mcp.js';

/** The commands that serve others until they are gone. */
export const doors: readonly Command[] = [lspCommand, mcpCommand];

/** Stands for the engine in the process of a door, which has none: it asks that of another process. */
export function noEngine(): never {
  throw new Error('The process of a door makes no engine.');
}
