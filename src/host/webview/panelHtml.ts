/** What a page of the panel is made of. Addresses are as the page may load them. */
export interface PanelPageParts {
  readonly script: string;
  readonly style: string;
  /** The source of the page's own files, for its content security policy. */
  readonly source: string;
  /** A value that nobody can guess, new for each page. */
  readonly nonce: string;
  /** The editor's language. */
  readonly language: string;
  readonly title: string;
}

/**
 * The panel's page: an empty one that its script fills with what the host sends. It may run that script and nothing else, use
 * its own style sheet and no inline style, and load nothing from anywhere.
 */
export function panelHtml({ script, style, source, nonce, language, title }: PanelPageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source};`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(style)}">
<title>${attribute(title)}</title>
</head>
<body>
<main></main>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
