import type { ModelPurpose } from '../common/modelTool/answers.js';
import { commands } from './ids.js';

/** A link, for messages, to a page of the documentation that comes with Cloze. */
export function documentationLink(page: 'classification' | 'flow' | 'token-labels' | 'words'): string {
  return `command:${commands.openDocumentation}?${encodeURIComponent(JSON.stringify([page]))}`;
}

/** A link, for messages, to the models for a job that are on this machine or can be downloaded. */
export function chooseModelLink(purpose: ModelPurpose): string {
  return `command:${commands.chooseModels}?${encodeURIComponent(JSON.stringify([purpose]))}`;
}
