import type { BlockCase } from './blockCase.js';

export const markdownCases: readonly BlockCase[] = [
  { title: 'an empty document', language: 'markdown', lines: '' },
  {
    title: 'headings and paragraphs',
    language: 'markdown',
    lines: `
      heading 1     | # Title
      paragraph     | Text right below
                    | goes on.
                    |
      paragraph     | Another one.
      heading 3     | ### Third ###
      heading 6     | ###### Sixth
      paragraph     | ####### no heading
                    | #no heading
                    |
      heading 1     | Underlined
                    | ===
      heading 2     | Also
                    | this
                    | ---`,
  },
  {
    title: 'front matter in YAML',
    language: 'markdown',
    lines: `
      front-matter  | ---
                    | title: A *book*
                    |
                    | tags: [a]
                    | ---
      paragraph     | Text.`,
  },
  {
    title: 'front matter in TOML',
    language: 'markdown',
    lines: `
      front-matter  | +++
                    | title = "A"
                    | +++
      paragraph     | Text.`,
  },
  {
    title: 'front matter that is still being written',
    language: 'markdown',
    lines: `
      front-matter  | ---
                    | title: A
                    |
      paragraph     | Text.`,
  },
  {
    title: 'a rule at the start is no front matter',
    language: 'markdown',
    lines: `
      markup        | ---
      paragraph     | Text.`,
  },
  {
    title: 'fences',
    language: 'markdown',
    lines: `
      paragraph     | Text
      code          | \`\`\`js
                    | # no heading
                    |
                    | \`\` \`
                    | \`\`\`
      paragraph     | after
      code          | ~~~
                    | \`\`\`
                    | ~~~~
      paragraph     | \`\`\` not a \` fence
                    |
      code          | \`\`\`\`
                    | \`\`\`
                    | never closed`,
  },
  {
    title: 'indented code, but not in a paragraph',
    language: 'markdown',
    lines: `
      paragraph     | Text
                    |     goes on
                    |
      code          |     code
                    |
                    |     code
                    |
      paragraph     | Text
                    |
      code          | \tcode`,
  },
  {
    title: 'lists',
    language: 'markdown',
    lines: `
      paragraph     | A list:
      list-item 1   | - one
                    |   goes on
      list-item 2   |   - nested
      list-item 1   | - two
                    |
      paragraph     |   its second paragraph
                    |
      code          |       code in it
                    |
      list-item 1   | 1. first
      list-item 1   | 2) second
      list-item 1   | * [ ] to do
                    | still in it`,
  },
  {
    title: 'a number does not start a list within a paragraph',
    language: 'markdown',
    lines: `
      paragraph     | It was in
                    | 1984. Then
                    | -not a list`,
  },
  {
    title: 'a fence in a list ends with the item',
    language: 'markdown',
    lines: `
      list-item 1   | - one
      code          |   \`\`\`
                    |   code
      paragraph     | Outside`,
  },
  {
    title: 'a list item that starts with code',
    language: 'markdown',
    lines: `
      code          | - \`\`\`
                    |   code
                    |   \`\`\`
      list-item 2   |   - nested`,
  },
  {
    title: 'quotations',
    language: 'markdown',
    lines: `
      quote 1       | > One
                    | goes on
                    |
      quote 1       | > Two
      quote 1       | >
      quote 1       | > Three
      quote 2       | >> Four
                    |
      code          | > \`\`\`
                    | > code
      paragraph     | Outside`,
  },
  {
    title: 'tables',
    language: 'markdown',
    lines: `
      table         | | a | b |
                    | |---|:-:|
                    | | 1 | 2 |
                    |
      paragraph     | Text above
      table         | a | b
                    | --|--
                    | 1 | 2
                    |
      table         | | being typed
                    |
      paragraph     | a | b is no table`,
  },
  {
    title: 'display math',
    language: 'markdown',
    lines: `
      math          | $$
                    | x = 1
                    | $$
      paragraph     | Text
      math          | $$ y $$
      paragraph     | $$ z $$ in text
      math          | \\begin{align}
                    | a
                    | \\end{align}
      math          | $$
                    | never closed
                    |
      paragraph     | Text`,
  },
  {
    title: 'HTML and comments',
    language: 'markdown',
    lines: `
      html          | <div class="a">
                    | text
                    | </div>
                    |
      comment       | <!-- hidden
                    |
                    | still --> rest
      paragraph     | Text
      code          | <script>
                    |
                    | x
                    | </script>
      paragraph     | <b>Bold</b> text
                    |
      html          | <Note kind="x">
                    |
      paragraph     | Text
                    |
      comment       | <!-- never closed
                    |
                    | text`,
  },
  {
    title: 'rules, definitions, containers and footnotes',
    language: 'markdown',
    lines: `
      markup        | ***
      markup        | [a]: http://b.c "d"
      paragraph     | [^1]: A note.
                    |
      paragraph     | [a]: not a definition
                    |
      markup        | :::note
      paragraph     | Text
      markup        | :::
      markup        | - - -`,
  },
  {
    title: 'a component whose attributes hold any sign',
    language: 'markdown',
    lines: `
      html          | <Listing number="6-5" caption="A function for an \`Option<i32>\`">
                    |
      code          | \`\`\`rust
                    | fn f() {}
                    | \`\`\`
                    |
      html          | </Listing>`,
  },
  {
    title: 'what stands between the tags of a site generator, by what it is',
    language: 'markdown',
    lines: `
      paragraph     | Text
      code          | {{< highlight go >}}
                    |
                    | x
                    | {{< /highlight >}}
      markup        | {{< note >}}
      paragraph     | Some words stand here.
                    | {{< /note >}}
                    |
      markup        | {% tabs %}
      code          | \`\`\`
                    | x
                    | \`\`\`
      markup        | {% endtabs %}
      comment       | {% comment %}
                    | Words.
                    | {% endcomment %}`,
  },
  {
    title: 'terms and their definitions',
    language: 'markdown',
    lines: `
      list-item 1   | Term
      paragraph     | : What it is.
                    |
      paragraph     |     More of it.
                    |
      paragraph     | Text`,
  },
  {
    title: 'statements, expressions and tags of MDX',
    language: 'mdx',
    lines: `
      code          | import A from 'a'
                    | export const b = {
                    |   c: 'Some words',
                    |
                    |   d
                    | }
                    |
      html          | <Tabs
                    |   a={[
                    |     'b > c',
                    |   ]}
                    | >
      paragraph     |     Some words
                    | </Tabs>
                    |
      comment       | {/* Hidden
                    | words */}
      code          | {a.b}`,
  },
  {
    title: 'HTML in a quotation, up to its blank line',
    language: 'markdown',
    lines: `
      html          | > <div>
                    | > words
      quote 1       | >
      quote 1       | > Text goes on.
                    |
      html          | - <div>
                    |   words
      paragraph     | Text.`,
  },
];
