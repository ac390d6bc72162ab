/** What a construct of Typst is, a source, and the sentences that a reader reads of it. */
export const readingCases: readonly (readonly [title: string, source: string, sentences: readonly string[]])[] = [
  [
    'the text of links and of functions',
    'See #link("https://a.org/x")[the project page] now. #text(fill: red)[Red *words*] and #emph("some") more. He said #quote[come in] then.',
    ['See the project page now.', 'Red words and some more.', 'He said “come in” then.'],
  ],
  [
    'footnotes elsewhere',
    'The result is this#footnote[Recall that it is $ sum_(n=0)^N a^n = 1.$ Two.] and no more. It ends.',
    ['The result is this and no more.', 'It ends.'],
  ],
  [
    'on behind displayed formulas, with a label or without',
    'We have\n$ a = b. \\\n  + c $ <eq:one>\nfor all of it. Now $ x = y. Z $ holds, and $ a\n  + b. C\n  - d $ too. So $n! <= n^n$ holds.',
    ['We have for all of it.', 'Now holds, and too.', 'So $n! <= n^n$ holds.'],
  ],
  [
    'a formula with a label as no text',
    'Some words stand here.\n\n$ a = b. C $ <eq:one>\n\nLast words follow.',
    ['Some words stand here.', 'Last words follow.'],
  ],
  [
    'breaks of lines as ends of sentences',
    'Dear Ann, \\\nSome words stand here. \\ Yours truly, Ben.',
    ['Dear Ann,', 'Some words stand here.', 'Yours truly, Ben.'],
  ],
  [
    'escaped signs as they are meant, and signs of prose',
    'It costs \\$5 and is a C\\# tool. Use \\@home now [sic], \\u{e9}tude or a_b. It is 5~km --- or 1--2 so-?called.',
    ['It costs $5 and is a C# tool.', 'Use @home now [sic], étude or a_b.', 'It is 5 km — or 1–2 socalled.'],
  ],
  [
    'the content of conditions and loops',
    '#if x > 1 [\n  Some words stand here.\n] else [\n  Other words stand here.\n]\n\n#for x in y [Words in a loop.]\n\n#while z { f() }\n\nLast words follow.',
    ['Some words stand here.', 'Other words stand here.', 'Words in a loop.', 'Last words follow.'],
  ],
  [
    'content over several lines',
    '#align(center)[\n  Some words stand here. More follow.\n]\n#block[\nWords in a block.\n\nLast words follow.]',
    ['Some words stand here.', 'More follow.', 'Words in a block.', 'Last words follow.'],
  ],
  [
    'no definitions, rules and figures',
    '#import "x.typ": *\n#let a = [Some text. More.]\n#show heading: it => [\n  *#it*\n]\n#figure(\n  image("a.png"),\n  caption: [A caption. Two.],\n) <fig-a>\n#v(1em)\nSome words stand here.',
    ['Some words stand here.'],
  ],
  [
    'references as the noun that they print',
    'As @fig-a shows and @sec:x[Chapter] tells, it is known @lee2001. We use #product here <lab>.',
    ['As Figure shows and Chapter tells, it is known.', 'We use product here.'],
  ],
  [
    'text behind a list',
    '- one item\n  goes on. More.\nLast words follow. It is known (@lee2001).',
    ['Last words follow.', 'It is known.'],
  ],
  [
    'raw text and what stands around comments',
    'Call `assert!` or ```rust a.b C``` now. It goes // comment. Here\non /* x. Y */ here.',
    ['Call assert! or a.b C now.', 'It goes on here.'],
  ],
  [
    'across footnotes with blank lines',
    'Some words#footnote[First. In $[0,1)$.\n\nSecond one.] and others#footnote[Third.\n\nFourth.] are here. More of\nit.\n\nThe end is here.',
    ['Some words and others are here.', 'More of it.', 'The end is here.'],
  ],
  [
    'no paragraphs of list items',
    '- An item.\n\n  Its second paragraph. It is one.\n  - A nested one:\n    ```\n    code\n    ```\n    More of it.\n\n    And more.\n\n  So does the outer one.\n\nThe end is here.',
    ['The end is here.'],
  ],
  [
    'a noun or an author for a reference where the sentence needs one',
    '= A method <method>\n\n#figure(image("a.png")) <problem>\n\nAs shown in @method, it works. @problem shows it. @lee2001 says so. It is known @kim. All of it (see @other) is.',
    ['As shown in Section, it works.', 'Figure shows it.', 'Lee says so.', 'It is known.', 'All of it is.'],
  ],
  [
    'the text that functions of one’s own are called with among words',
    '#site("Typst", "https://a.org") is good. Build it with #path_of("app.scss") as the start (see #site(`op`, "https://a.org")). It is at #link("https://a.org")[a site #link-icon].',
    ['Typst is good.', 'Build it with app.scss as the start (see op).', 'It is at a site.'],
  ],
  [
    'across lines that begin with code',
    'See the page\n#link("https://a.org")\nfor more of it. It goes on\n#link(\n  "https://a.org",\n)[over there] as well.',
    ['See the page https://a.org for more of it.', 'It goes on over there as well.'],
  ],
  [
    'no calls in content, and none with raw text in them',
    'Some words are here.\n\n#align(center)[#diagram(\n  node((0, 0), $D^2$, "disk"),\n\n  arr("a", "b", $x$),\n)]\n\n#docs-table(\n  [Line break], [```\\ ( ```],\n  [Some more words], [`)`],\n)\n\nThe end is here.',
    ['Some words are here.', 'The end is here.'],
  ],
  [
    'the same of references that are written as calls',
    '= A method <method>\n\nIt is known (see #ref(<a>)). It is so (#cite(<kim>), #cite(<lee2001>)) too. See (@a and @b) it. As shown in #ref(<method>), it works (see #ref(<fig-x>)). #ref(<b>, supplement: [Part]) says so, as #cite(<lee2001>, form: "prose") does.',
    ['It is known.', 'It is so too.', 'See it.', 'As shown in Section, it works (see Figure).', 'Part says so, as Lee does.'],
  ],
  [
    'across formulas with blank lines',
    'We have $ a\n\n  + b. $ for all of it. So $ x\n\nis open. Some $y$ words are here.',
    ['We have for all of it.', 'So $ x', 'is open.', 'Some $y$ words are here.'],
  ],
];
