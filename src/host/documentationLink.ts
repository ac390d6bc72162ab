import { commands } from './ids.js';

/** A link, for messages, to a page of the documentation that comes with Cloze. */
export function documentationLink(page: 'classification' | 'flow' | 'token-labels' | 'words'): string {
  return `command:${commands.openDocumentation}?${encodeURIComponent(JSON.stringify([page]))}`;
}
