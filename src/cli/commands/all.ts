import type { Command } from '../command.js';
import { classifyCommand } from './classify.js';
import { completeCommand } from './complete.js';
import { devicesCommand } from './devices.js';
import { devicesInstallCommand } from './devicesInstall.js';
import { embedCommand } from './embed.js';
import { fillCommand } from './fill.js';
import { exportCommand } from './export.js';
import { flowCommand } from './flow.js';
import { lspCommand } from './lsp.js';
import { mcpCommand } from './mcp.js';
import { learnCommand } from './learn.js';
import { modelsListCommand } from './modelsList.js';
import { modelsPullCommand } from './modelsPull.js';
import { modelsRemoveCommand } from './modelsRemove.js';
import { modelsSearchCommand } from './modelsSearch.js';
import { modelsUseCommand } from './modelsUse.js';
import { modelsVerifyCommand } from './modelsVerify.js';
import { modelsWhereCommand } from './modelsWhere.js';
import { nextCommand } from './next.js';
import { rewriteCommand } from './rewrite.js';
import { sentencesCommand } from './sentences.js';
import { serversProbeCommand } from './serversProbe.js';
import { summarizeCommand } from './summarize.js';
import { surprisalCommand } from './surprisal.js';
import { trainCommand } from './train.js';
import { translateCommand } from './translate.js';

/** Every command of the product, in the order of the help. */
export const commands: readonly Command[] = [
  completeCommand,
  rewriteCommand,
  translateCommand,
  summarizeCommand,
  fillCommand,
  nextCommand,
  flowCommand,
  sentencesCommand,
  surprisalCommand,
  embedCommand,
  classifyCommand,
  trainCommand,
  learnCommand,
  modelsListCommand,
  modelsSearchCommand,
  modelsPullCommand,
  modelsUseCommand,
  modelsVerifyCommand,
  modelsRemoveCommand,
  modelsWhereCommand,
  devicesInstallCommand,
  devicesCommand,
  lspCommand,
  mcpCommand,
  serversProbeCommand,
  exportCommand,
];
