import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../../src/writing/flow/document/flowDocument.js';

function read(text: string): string[] {
  return flowDocument(text, 'asciidoc').blocks.flatMap(({ sentences }) => sentences.map((sentence) => sentence.text));
}

const sentences: [title: string, text: string, expected: string[]][] = [
  ['a link with a text', 'It uses https://a.b/tilt[Tilt^] to load. It is fast.', ['It uses Tilt to load.', 'It is fast.']],
  [
    'a link with attributes',
    'See https://a.b["one, two",role=x] and link:c.pdf[the file,window=_blank] now.',
    ['See one, two and the file now.'],
  ],
  [
    'a link without a text',
    'See https://a.b/c[] and link:notes.txt[] and <https://a.b> now.',
    ['See https://a.b/c and notes.txt and https://a.b now.'],
  ],
  ['addresses in attributes', 'See {url-docs}[the docs^] and link:{base}/a[another] now.', ['See the docs and another now.']],
  ['mail', 'Write to mailto:ann@b.org[Ann] or bo@b.org or @cy now.', ['Write to Ann or bo@b.org or @cy now.']],
  ['references with a text', 'See <<start,the first part>> and xref:a.adoc#b[the second] now.', ['See the first part and the second now.']],
  ['references without one', 'See <<_first_part>> and xref:guide/set-up.adoc[] now.', ['See first part and set up now.']],
  [
    'no footnotes',
    'Some wordsfootnote:[A note. See https://a.b[it].] are here.footnote:id[Another. One.] So they arefootnote:id[].',
    ['Some words are here.', 'So they are.'],
  ],
  [
    'keys, buttons and menus',
    'Press kbd:[Ctrl+T], btn:[OK] or menu:View[Zoom > Reset] now.',
    ['Press Ctrl+T, OK or View > Zoom > Reset now.'],
  ],
  ['no pictures', 'The sign image:a.png[A sign. Red.] is red here.', ['The sign is red here.']],
  ['macros of any name', 'It is in javadoc:java.util.List[] and issue:12[the issue] here.', ['It is in List and the issue here.']],
  ['formulas', 'It is stem:[a_1! < b] as we know.', ['It is a_1! < b as we know.']],
  ['what goes through', 'It is pass:[<u>plain</u>] and +++<b>bold</b>+++ and +*x*+ here.', ['It is plain and bold and *x* here.']],
  [
    'curved quotation marks',
    "He said \"`come in`\" and '`go`', and Olaf`'s cat `sat!` down.",
    ['He said “come in” and ‘go’, and Olaf’s cat sat! down.'],
  ],
  [
    'signs inside a word',
    'The **C**reate and __r__ead parts, and ``code``s and `Part`++s++ too.',
    ['The Create and read parts, and codes and Parts too.'],
  ],
  [
    'emphasis',
    'This is *very* _old, they say._ #Marked# words and [.small]#few# of [red]*them* too.',
    ['This is very old, they say.', 'Marked words and few of them too.'],
  ],
  [
    'signs of prose',
    'Take 2 * 3, C# and F#, C++ and C++, a_b_c [sic] and {x y} ~ here.',
    ['Take 2 * 3, C# and F#, C++ and C++, a_b_c [sic] and {x y} ~ here.'],
  ],
  ['raised and lowered signs', 'It is H~2~O and E=mc^2^ here.', ['It is H2O and E=mc2 here.']],
  ['literal code', 'Use `+{rev}+` and `a_b_c` and \\{author} and \\*stars* here.', ['Use {rev} and a_b_c and {author} and *stars* here.']],
  ['characters by name', 'It is C{plus}{plus} and a{nbsp}b and {empty}c here.', ['It is C++ and a b and c here.']],
  ['attributes by their names', 'The version {app-version} is out{set:a:b} now.', ['The version app version is out now.']],
  [
    'attributes that the document sets',
    '= Guide\n:product: The Great App\n:site: https://a.b\n\nUse {product} from {site}[the site] for {other-thing}.',
    ['Use The Great App from the site for other thing.'],
  ],
  ['characters by number', 'Ann&#8217;s &amp; Bo&#x2019;s cats & dogs &x; here.', ['Ann’s & Bo’s cats & dogs &x; here.']],
  ['terms of the index', 'The ((lance)) is (((arms,lance))) sharp here.', ['The lance is sharp here.']],
  ['no anchors', '[[here]]The words [[there,There]] are anchor:x[] here.', ['The words are here.']],
  [
    'a hard line break',
    'Some words stand here. +\nthose words follow. +\nMore of them.',
    ['Some words stand here.', 'those words follow.', 'More of them.'],
  ],
  ['a line break that hides a full stop', 'Ann Lee. +\nBo Li. +\nThey met.', ['Ann Lee.', 'Bo Li.', 'They met.']],
  [
    'no header',
    '= The Title\nAnn Lee <a@b.org>; Bo Li <b@b.org>\nv1.0, 2020-01-01: A note\n:toc:\n:about: words \\\nand more\n\nSome words.',
    ['Some words.'],
  ],
  ['text right below a title', '= The Title\n\nAnn Lee wrote it.', ['Ann Lee wrote it.']],
  ['prose below a title', '= The Title\nThese words are no name of an author, surely.', ['These words are no name of an author, surely.']],
  [
    'no titles of blocks',
    'Some words.\n\n.How it is done. By hand\n[,ruby]\n----\nputs 1\n----\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  ['names that begin with a full stop', 'It is about\n.NET and its parts.', ['It is about .NET and its parts.']],
  ['admonitions', 'NOTE: It is so. It is.\n\n[TIP]\n====\nTry it out.\n====', ['It is so.', 'It is.', 'Try it out.']],
  [
    'no quotations',
    '[quote, Ann Lee]\n____\nQuoted words.\n____\n\n[quote]\nMore such words.\n\n"These as well.\nAll of them."\n-- Ann Lee\n\n> And these.\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'no verse',
    '[verse, Ann Lee]\nOne line is here\nand another.\n\n[verse]\n____\nMore such.\n____\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'no code of any kind',
    '[source,rb]\nputs "A b. C d."\n\n[listing]\nSome words.\n\n[source]\n--\nOther words.\n--\n\n....\nMore words.\n....\n\n  indented words are here.\n\nThe end is here.',
    ['The end is here.'],
  ],
  ['no formulas in blocks', '[stem]\n++++\na b c. d e.\n++++\n\n[latexmath]\na b c. d e.\n\nThe end is here.', ['The end is here.']],
  ['no tables', '|===\n|A cell. It is one.\n|===\n\n,===\na,b c. d e\n,===\n\nThe end is here.', ['The end is here.']],
  [
    'examples, sidebars and open blocks',
    '====\nIn an example.\n====\n\n****\nIn a sidebar.\n****\n\n--\nIn a block.\n--',
    ['In an example.', 'In a sidebar.', 'In a block.'],
  ],
  [
    'no lists and what is attached to them',
    '* One item. It is one.\n+\nIt goes on. Still.\n+\n--\nAnd so do these words.\n--\n\n. Another.\n\n<1> A callout. It is one.\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'descriptions without their terms',
    'CPU:: The brain. It is fast.\nHard drive::\n  It is slow.\n+\nIt is large.\n\nThe end is here.',
    ['The brain.', 'It is fast.', 'It is slow.', 'It is large.', 'The end is here.'],
  ],
  ['colons of names', 'Call std::move and it is so.', ['Call std::move and it is so.']],
  [
    'across conditions',
    'Some words\nifdef::x[]\nare here\nendif::[]\nor there.\n\nifeval::["{a}" == "b"]\nThe end is here.\nendif::[]',
    ['Some words are here or there.', 'The end is here.'],
  ],
  [
    'across comments',
    'Some words\n// hidden. words\nare here.\n\n////\nMore of them. Hidden.\n////\n\n[comment]\nHidden as well.\n\nThe end is here.',
    ['Some words are here.', 'The end is here.'],
  ],
  [
    'no macros by themselves',
    'include::a.adoc[]\n\nimage::a.png[A picture. It is one.]\n\nmy-box::some where[x=1]\n\ntoc::[]\n\nThe end is here.',
    ['The end is here.'],
  ],
  ['no anchors and rules by themselves', "[[a]]\n[#b.c]\n'''\n<<<\n\nThe end is here.", ['The end is here.']],
  [
    'no titles of sections',
    'Old Title\n---------\n\nSome words.\n\n== New title. It is one\n\n[discrete]\n== Another one. Here\n\nThe end is here.',
    ['Some words.', 'The end is here.'],
  ],
  [
    'lines that are to end where they do',
    '[%hardbreaks]\nThe rose is red\nThe violet is blue\nand so are you\n\nThis one is not\nso.\n\n[.lead,options="hardbreaks"]\nThe first line\nThe second line',
    ['The rose is red', 'The violet is blue and so are you', 'This one is not so.', 'The first line', 'The second line'],
  ],
  [
    'lines of a document in which all end where they do',
    '= Title\n:hardbreaks-option:\n\nThe rose is red\nThe violet is blue',
    ['The rose is red', 'The violet is blue'],
  ],
  [
    'no tables in tables',
    '[cols="1,2a"]\n|===\n|Some words here.\n|\n!===\n!A cell. It is one.\n!===\n|===\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'values of attributes, also of those that hold others',
    '= Title\n:product: Cloze\n:full: {product} Pro\n:site: https://a.org\n:docs: {site}/docs\n\nThe {product} tool, {full}, is at {docs}[its site] or {docs}. It has {no-value}.',
    ['The Cloze tool, Cloze Pro, is at its site or https://a.org/docs.', 'It has no value.'],
  ],
  ['code as one word', 'Call `done!`, `go?` or `end.` in it. Each stops it.', ['Call done!, go? or end. in it.', 'Each stops it.']],
];

describe('of AsciiDoc, what a reader reads is', () => {
  test.each(sentences)('%s', (_title, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });
});
