import { escapeXml } from './escapeXml.js';

/** What a page of ours is made of. Addresses are as the page may load them. */
export interface HtmlPageParts {
  readonly title: string;
  /** The address of the style sheet, and the source that it comes from. */
  readonly style: string;
  readonly source: string;
  /** The editor's language. */
  readonly language: string;
  /** Markup. */
  readonly body: string;
  /** Which script may run, as a content security policy says it; none where it is absent. */
  readonly scripts?: string;
}

/** A page that uses its own style sheet and no inline style, and loads nothing from anywhere. */
export function htmlPage({ title, style, source, language, body, scripts }: HtmlPageParts): string {
  const script = scripts === undefined ? '' : ` script-src ${scripts};`;
  const policy = `default-src 'none';${script} style-src ${source};`;
  return `<!DOCTYPE html>
<html lang="${escapeXml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeXml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeXml(style)}">
<title>${escapeXml(title)}</title>
</head>
<body>
${body}
</body>
</html>
`;
}
