/** What the text of a role is: prose, code without links, or, as of most, a name or a title of what it leads to. */
export type RoleKind = 'citation' | 'command' | 'math' | 'prose' | 'code' | 'link';

const kinds: Readonly<Record<string, RoleKind>> = {
  math: 'math',
  eq: 'citation',
  ...kindOf('prose', ['sub', 'sup', 'subscript', 'superscript', 'emphasis', 'strong', 'title', 't', 'title-reference']),
  ...kindOf('code', ['code', 'literal', 'file', 'samp', 'kbd', 'command', 'program', 'guilabel', 'menuselection', 'regexp']),
  ...kindOf('code', ['abbr', 'ac', 'abbreviation', 'acronym']),
};

function kindOf(kind: RoleKind, names: readonly string[]): Record<string, RoleKind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** What the text of a role is. @param role its name, with that of its domain: `py:class` */
export function roleKind(role: string): RoleKind {
  if (/cite/i.test(role)) return 'citation';
  if (/^raw\b/.test(role)) return 'command';
  const name = nameOf(role);
  return (Object.hasOwn(kinds, name) ? kinds[name] : undefined) ?? 'link';
}

/** What a reader reads of the text of a role that has no title of its own. */
export function roleText(role: string, source: string): string {
  const text = source.replace(/\\(?:\s|(?=\S))/g, '').replace(/\s+/g, ' ');
  switch (nameOf(role)) {
    case 'pep':
      return `PEP ${withoutAnchor(text)}`;
    case 'rfc':
      return `RFC ${withoutAnchor(text)}`;
    case 'cve':
      return `CVE-${withoutAnchor(text)}`;
    case 'cwe':
      return `CWE-${withoutAnchor(text)}`;
    case 'guilabel':
      return withoutAccelerators(text);
    case 'menuselection':
      return withoutAccelerators(text).replace(/-->/g, '>');
    case 'abbr':
    case 'abbreviation':
      return text.replace(/ \([^()]*\)$/, '');
    case 'file':
    case 'samp':
      return text.replace(/[{}]/g, '');
    case 'code':
    case 'literal':
    case 'kbd':
      return text;
    default:
      return nameOfObject(text);
  }
}

function nameOf(role: string): string {
  return role.slice(role.lastIndexOf(':') + 1).toLowerCase();
}

function withoutAnchor(text: string): string {
  return text.replace(/#.*/, '');
}

/** "&" stands before the letter of a key; twice, it is one. */
function withoutAccelerators(text: string): string {
  return text.replace(/&(&?)/g, '$1');
}

/** "!" keeps a name from being a link, "~" leaves its last part, and a full stop before it says where to look. */
function nameOfObject(text: string): string {
  if (text.startsWith('~')) return text.slice(Math.max(text.lastIndexOf('.'), text.lastIndexOf(':'), 0) + 1);
  return text.replace(/^(?:!|\.(?=[A-Za-z_][^/]*$))/, '');
}
