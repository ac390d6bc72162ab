import type { BlockKind } from '../block.js';

/**
 * What stands below the head of a directive. `prose` and `aside` (a caption, which is beside the text) are written; text of an
 * `admonition` may also stand on the line of its head, and of a `change` after the version there. A block kind is no prose. What a
 * directive that is not listed holds is to be seen from its content.
 */
export type DirectiveContent = 'prose' | 'admonition' | 'change' | 'quote' | 'aside' | BlockKind;

const contents: ReadonlyMap<string, DirectiveContent> = new Map<string, DirectiveContent>([
  ...all('admonition', ['attention', 'caution', 'danger', 'error', 'hint', 'important', 'note', 'tip', 'warning', 'seealso', 'todo']),
  ...all('change', ['versionadded', 'versionchanged', 'versionremoved', 'deprecated', 'deprecated-removed']),
  ...all('quote', ['epigraph', 'highlights', 'pull-quote']),
  ...all('aside', ['figure', 'rubric', 'centered', 'sectionauthor', 'codeauthor', 'moduleauthor']),
  ...all('prose', ['admonition', 'topic', 'sidebar', 'container', 'compound', 'only', 'ifconfig', 'class', 'glossary', 'tab', 'tabs']),
  ...all('prose', ['function', 'method', 'classmethod', 'staticmethod', 'decorator', 'attribute', 'data', 'module', 'exception']),
  ...all('prose', [
    'property',
    'macro',
    'struct',
    'union',
    'enum',
    'enumerator',
    'member',
    'var',
    'type',
    'namespace',
    'directive',
    'role',
  ]),
  ...all('prose', ['option', 'cmdoption', 'program', 'envvar', 'confval', 'describe', 'object', 'opcode', 'pdbcommand', 'setting']),
  ...all('code', ['code-block', 'code', 'sourcecode', 'literalinclude', 'parsed-literal', 'highlight', 'prompt', 'productionlist']),
  ...all('code', ['doctest', 'testcode', 'testoutput', 'testsetup', 'testcleanup', 'ipython', 'plot', 'graphviz', 'mermaid', 'digraph']),
  ...all('code', ['graph', 'uml', 'tikz', 'inheritance-diagram', 'jupyter-execute', 'code-cell', 'grammar-snippet', 'line-block']),
  ...all('code', ['image', 'include', 'raw', 'toctree', 'index', 'meta', 'replace', 'unicode', 'date', 'contents', 'default-role']),
  ...all('code', ['sectnum', 'header', 'footer', 'title', 'tabularcolumns', 'currentmodule', 'py:currentmodule', 'bibliography']),
  ...all('math', ['math']),
  ...all('table', ['table', 'csv-table', 'list-table', 'flat-table']),
]);

function all(content: DirectiveContent, names: readonly string[]): [string, DirectiveContent][] {
  return names.map((name) => [name, content]);
}

/** What a directive holds, by its name, perhaps with that of its domain: `py:function`. */
export function directiveContent(name: string): DirectiveContent | undefined {
  return contents.get(name.toLowerCase()) ?? contents.get(name.slice(name.lastIndexOf(':') + 1).toLowerCase());
}
