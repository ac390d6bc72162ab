import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../../src/writing/flow/document/flowDocument.js';

function read(text: string): string[] {
  return flowDocument(text, 'restructuredtext').blocks.flatMap(({ sentences }) => sentences.map((sentence) => sentence.text));
}

const sentences: [title: string, text: string, expected: string[]][] = [
  ['a link by name', 'See the `style guide`_ first. So do we.', ['See the style guide first.', 'So do we.']],
  ['a link with its address', 'Ask in the `help forum <https://a.b/c>`_. It is open.', ['Ask in the help forum.', 'It is open.']],
  ['a link without a name', 'Ask in the `help forum <https://a.b/c>`__ now.', ['Ask in the help forum now.']],
  ['an anonymous link', 'Ask in the `help forum`__ now.', ['Ask in the help forum now.']],
  ['a link over two lines', 'Ask in the `very long\nforum <https://a.b>`_ now.', ['Ask in the very long forum now.']],
  ['a link that is one word', 'The project Python_ is old. So is Perl__, we hear.', ['The project Python is old.', 'So is Perl, we hear.']],
  ['an address without a text', 'Go to `<https://a.b/c>`_ at once.', ['Go to https://a.b/c at once.']],
  ['underscores that are no links', 'Set __init__ and my_name and _x here.', ['Set __init__ and my_name and _x here.']],
  ['a target inside the text', 'Here is the _`wanted place` that we mean.', ['Here is the wanted place that we mean.']],
  ['a role with a title', 'You can :ref:`use the tool\n<tool-usage>` at once.', ['You can use the tool at once.']],
  ['a role behind its text', 'The `old name`:title: is gone now.', ['The old name is gone now.']],
  [
    'files that begin with a full stop',
    'The :file:`.ssh/config` and the :cpy-file:`.github/OWNERS` are here.',
    ['The .ssh/config and the .github/OWNERS are here.'],
  ],
  ['two full stops as they are', 'Use the ``.. note::`` directive for it.', ['Use the .. note:: directive for it.']],
  ['no address and no code alone', 'https://a.org/some/words\n\n``pip install words``\n\nThe end is here.', ['The end is here.']],
  ['short names of objects', 'The :class:`~a.b.Map` and :meth:`!run` and :func:`.go` are here.', ['The Map and run and go are here.']],
  ['the title of a role that is one name', 'Call :func:`stop! <a.stop>` at last.', ['Call stop! at last.']],
  ['standards', 'See :pep:`484` and :rfc:`2822#section-1` and :pep:`this <8>` too.', ['See PEP 484 and RFC 2822 and this too.']],
  ['keys', 'Press :kbd:`Ctrl-C` twice to stop.', ['Press Ctrl-C twice to stop.']],
  ['menus', 'Take :menuselection:`&File --> Save &As` and :guilabel:`&OK` now.', ['Take File > Save As and OK now.']],
  ['abbreviations', 'It is a :abbr:`LIFO (last-in, first-out)` list.', ['It is a LIFO list.']],
  ['names with parts that vary', 'It is in :file:`lib/{name}.so` at last.', ['It is in lib/name.so at last.']],
  ['roles of any name', 'This is :red:`hot and sweet` and :x:y-z:`cold` now.', ['This is hot and sweet and cold now.']],
  ['indices', 'It is H\\ :sub:`2`\\ O in *re*\\ structured text.', ['It is H2O in restructured text.']],
  ['formulas', 'It is :math:`a_1! \\in B` as we know.', ['It is a_1! \\in B as we know.']],
  ['no sources', 'It is so :cite:p:`lee2017`. We saw it [CIT2002]_.', ['It is so.', 'We saw it.']],
  ['no raw markup', 'It ends :raw-html:`<br>` here at once.', ['It ends here at once.']],
  ['literals with signs', 'Type ``a! <b>`` or ``*x*`` or ``\\n?`` first.', ['Type a! <b> or *x* or \\n? first.']],
  ['interpreted text', 'The argument `x` is a number.', ['The argument x is a number.']],
  ['emphasis', 'This is *very* **bold, they say.** It is.', ['This is very bold, they say.', 'It is.']],
  ['stars that are no emphasis', 'Take "*" or 2 * 3 * 4 and *args here.', ['Take "*" or 2 * 3 * 4 and *args here.']],
  ['escaped signs', 'A \\*star\\* and a back\\\\slash are here.', ['A *star* and a back\\slash are here.']],
  ['brackets of prose', 'He wrote "teh [sic] end" {again} ~ there.', ['He wrote "teh [sic] end" {again} ~ there.']],
  ['names that stand for text', 'The version |release| is out. It is |fast|_ too.', ['The version release is out.', 'It is fast too.']],
  [
    'names that the document explains',
    'The |App| is (|c|) ours |logo| now.\n\n.. |app| replace:: *great*\n   app\n.. |c| unicode:: 0xA9 .. sign\n.. |logo| image:: a.png',
    ['The great app is (©) ours now.'],
  ],
  ['no badges', 'Some words are here.\n\n|build status| |docs|\n\nLast words.', ['Some words are here.', 'Last words.']],
  [
    'no footnotes',
    'It is so [1]_ and [#n]_ and [*]_ here.\n\n.. [1] A note. It is one.\n\n   It goes on. And on.',
    ['It is so and and here.'],
  ],
  ['what announces code', 'Run this::\n\n    make\n\nAnd this ::\n\n    all\n\nThen go on.', ['Run this:', 'And this', 'Then go on.']],
  ['quoted code', 'Run this line::\n\n> make it. Now.\n> again\n\nThen go on.', ['Run this line:', 'Then go on.']],
  ['what stands behind colons alone', 'Some words.\n\n::\n\n   make it. Now.\n\nThen go on.', ['Some words.', 'Then go on.']],
  [
    'verse line by line',
    '| A first line,\n| and more of it.\n| Another line\n\nThe end is here.',
    ['A first line, and more of it.', 'Another line', 'The end is here.'],
  ],
  [
    'definitions without their terms',
    'term one\n   It is so. It is.\n\nother : class\n   It is not.',
    ['It is so.', 'It is.', 'It is not.'],
  ],
  ['a glossary', '.. glossary::\n\n   one\n   two\n      They are so.\n\n   three\n      It is not.', ['They are so.', 'It is not.']],
  [
    'notes',
    '.. note:: This is short.\n   It goes on.\n\n.. warning::\n\n   This is long.',
    ['This is short.', 'It goes on.', 'This is long.'],
  ],
  ['notes with options', '.. tip:: This is short.\n   :class: x\n\n   It goes on.', ['This is short.', 'It goes on.']],
  [
    'what has changed',
    '.. versionadded:: 2.5\n   The word is new.\n\n.. deprecated:: 3.1 Use that instead.',
    ['The word is new.', 'Use that instead.'],
  ],
  [
    'descriptions',
    '.. function:: f(a)\n              g(b)\n   :noindex:\n\n   It does it.\n\n   :param a: The thing. It is one.',
    ['It does it.'],
  ],
  ['no arguments of directives', '.. confval:: one\n             two\n   :type: str\n\n   It says so.', ['It says so.']],
  ['directives that are not known', '.. my-box::\n\n   Some words stand in it.', ['Some words stand in it.']],
  ['no code of such', '.. my-plot::\n\n   a -> b [x=1];\n   c -> d [y=2];\n\nThe end is here.', ['The end is here.']],
  ['no captions', '.. figure:: a.png\n   :alt: Some text.\n\n   A caption is here.\n\nThe end is here.', ['The end is here.']],
  [
    'no tables',
    '.. list-table:: A title\n   :widths: 1 2\n\n   * - A cell. It is one.\n\n+---+\n| a |\n+---+\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'no comments',
    'Some words.\n\n..\n   Hidden words are here.\n\n.. hidden as well\n   and this. too.\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  [
    'a quotation behind an empty comment',
    'Some words.\n\n..\n\n   Quoted words are here.\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  [
    'no options of commands',
    'Some words.\n\n-a, --all  Does all of it.\n--long=N   Does it. At length.\n/V         Is short.\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  [
    'no fields',
    'Some words.\n\n:one: It is so.\n:two: It is not. Never.\n   It goes on.\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  [
    'no header of a PEP',
    'PEP: 8\nTitle: A Style\nAuthor: Ann Lee <a@b.cc>,\n        Bo Li <b@b.cc>\n\nSome words stand here.',
    ['Some words stand here.'],
  ],
  ['a first paragraph that looks like a header', 'Note: some words stand here.', ['Note: some words stand here.']],
  ['no doctests', 'Some words.\n\n>>> f("a. b")\n"It is so."\n\nThe end is here.', ['Some words.', 'The end is here.']],
  [
    'no lists and what is in them',
    '- One item is here.\n\n  It goes on.\n\n  .. note:: It is in it.\n\n1. Another is here.\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'initials that are no list',
    'A. Lee wrote these words\nsome time ago. They are old.',
    ['A. Lee wrote these words some time ago.', 'They are old.'],
  ],
  ['mail', 'Write to a.b@c.org or @ann today.', ['Write to a.b@c.org or @ann today.']],
];

describe('of reStructuredText, what a reader reads is', () => {
  test.each(sentences)('%s', (_title, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });
});
