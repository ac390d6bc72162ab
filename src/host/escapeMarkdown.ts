/**
 * Writes a text so that Markdown shows it as it is. The editor's own `MarkdownString.appendText` also makes every space
 * one that does not break, which tears words apart in a narrow tooltip.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~|<>$&]/g, '\\$&').replace(/\s+/g, ' ');
}
