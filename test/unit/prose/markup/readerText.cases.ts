/** Of each language, documents with the sentences that their readers read; `|` stands between sentences, `¶` for a line end. */
export const readerCases: Readonly<Record<string, readonly (readonly [source: string, sentences: string])[]>> = {
  markdown: [
    // Links
    ['Visit [https://a.org/me/](https://a.org/me/) to log in. Then go.', 'Visit https://a.org/me/ to log in. | Then go.'],
    ['For help see [https://a.org/b.html][msvc]. It is short.', 'For help see https://a.org/b.html. | It is short.'],
    ['Go to <https://a.org/b> or <me@a.org> now.', 'Go to https://a.org/b or me@a.org now.'],
    ['See [the **whole** guide][guide], [that][] one and [`Vec`] too.', 'See the whole guide, that one and Vec too.'],
    ['See [[Other note]], [[note#Part one]] and [[page|that page]] here.', 'See Other note, note > Part one and that page here.'],
    ['See ![[other note]] for more of it.', 'See for more of it.'],
    ['Press the ![gear](g.png) sign, or [![Save](s.png)](x) it.', 'Press the gear sign, or Save it.'],
    [
      '[![Build it](b.svg)](c) [![All of it](d.svg)][e]¶¶![A figure of it.](f.png){width=50%}¶¶Some words stand here.',
      'Some words stand here.',
    ],
    ['Thanks to @octocat and [@ann](https://a.org/ann) for it.', 'Thanks to @octocat and @ann for it.'],
    // Prose that looks like markup
    ['It costs 2 * 3 and 4*5 of [sic] [t]he {same} a_b ~/c.', 'It costs 2 * 3 and 4*5 of [sic] [t]he {same} a_b ~/c.'],
    ['The stars \\*shine\\* on C\\# and \\[so on\\] here.', 'The stars *shine* on C# and [so on] here.'],
    // Code, math and their signs
    ['Stored in *$HOME/.bin*. Put it in `$PATH` to run `go!` now.', 'Stored in $HOME/.bin. | Put it in $PATH to run go! now.'],
    ['Set $HOME/$USER first. The $n$th one is $`a.b!`$ here.', 'Set $HOME/$USER first. | The $n$th one is $`a.b!`$ here.'],
    ['We have $$a = b. C$$ for all. It is so.', 'We have for all. | It is so.'],
    ['We have¶```math¶a = b. C¶```¶for all. It is so.', 'We have for all. | It is so.'],
    ['Call <code>go! &lt;b&gt;</code> here. It runs.', 'Call go! <b> here. | It runs.'],
    // Notes and sources
    ['Some words^[A note. With [more](b) in it.] stand here. More follow.[^1]', 'Some words stand here. | More follow.'],
    ['The sea rose [see @lee2001, p. 4; @kim]. @lee2001 says so.', 'The sea rose. | says so.'],
    // HTML
    ['Fish &amp; chips&nbsp;&mdash; caf&eacute; &#8220;Sea&#x201D; &unknown; here.', 'Fish & chips — café “Sea” &unknown; here.'],
    ['H<sub>2</sub>O and x<sup>2</sup> are <b class="a>b">here</b>.', 'H2O and x2 are here.'],
    ['The first line ends here<br>The second one<br/>goes on.', 'The first line ends here | The second one goes on.'],
    ['<Listing caption="An `Option<i32>` of it">¶¶Some words stand here.¶¶</Listing>', 'Some words stand here.'],
    // Hard line breaks
    ['The first line ends here.\\¶The second one  ¶ends there.', 'The first line ends here. | The second one ends there.'],
    // Lists of definitions
    [
      '`baseName`¶: The name of it. It is short.¶¶Some term¶¶:   What it is.¶¶    More of it here.',
      'The name of it. | It is short. | What it is. | More of it here.',
    ],
    // Hugo
    ['A {{< tooltip term_id="pod" text="Pod" >}} runs. Press {{< kbd Ctrl-C >}} now.', 'A Pod runs. | Press Ctrl-C now.'],
    [
      "Put it here:¶{{< code-toggle file=hugo >}}¶baseURL = 'https://a.org/'¶{{< /code-toggle >}}¶¶Now build it.",
      'Put it here: | Now build it.',
    ],
    ["{{< my-box >}}¶a = 'b c d e'¶f = 3¶{{< /my-box >}}¶¶Now build it.", 'Now build it.'],
    ['{{% my-note kind="tip" %}}¶Read this first, it is short.¶{{% /my-note %}}', 'Read this first, it is short.'],
    ['{{< figure¶  src="a.png"¶  title="Some words"¶>}}¶¶Some words stand here.', 'Some words stand here.'],
    // Liquid
    ['{% include a.html content="Read this first." %}¶¶{% raw %}¶Some words stand here.¶{% endraw %}', 'Some words stand here.'],
    ['{% highlight ruby %}¶def show¶  puts "foo"¶end¶{% endhighlight %}¶¶The end came.', 'The end came.'],
    ['{% comment %}¶Some words of mine.¶{% endcomment %}¶¶The end came.{: .note}¶{: #end}', 'The end came.'],
    // Obsidian
    ['==Marked words== stand here. a == b too. ^block-id', 'Marked words stand here. | a == b too.'],
    [
      'Some words %%not these%% stand here.¶¶%%¶Hidden words for me.¶¶And more.¶%%¶¶Last words follow.',
      'Some words stand here. | Last words follow.',
    ],
    // Pandoc, Quarto and R Markdown
    ['% The title¶% The author¶¶Some words stand here.¶¶::: {.warning}¶Words in a div.¶:::', 'Some words stand here. | Words in a div.'],
    ['H~2~O and 2^10^ are [small words]{.smallcaps} `<b>`{=html}here.', 'H2O and 210 are small words here.'],
    ['A [figure](a.png){.border fig-alt="A figure. It is big."} stands here.', 'A figure stands here.'],
    ['As shown in \\@ref(fig:plot) and @fig-plot it is so.¶¶\\newpage', 'As shown in and it is so.'],
    ['  Right  Left¶-------  ------¶     12  12¶¶+---+---+¶| a | b |¶+---+---+¶¶Some words stand here.', 'Some words stand here.'],
    // MyST, Material for MkDocs and others
    ['See {ref}`that part <target>` and {math}`a!` here. It is short.', 'See that part and a! here. | It is short.'],
    ['(target)=¶¶:::{note}¶:class: tip¶Some words stand here.¶:::¶¶:::{code-block} python¶a = b¶:::', 'Some words stand here.'],
    [
      '!!! note "A title"¶¶    Some words stand here.¶¶=== "Tab"¶¶    More words stand here.',
      'Some words stand here. | More words stand here.',
    ],
    ['Well done :tada: to all at 10:30:45 here.', 'Well done to all at 10:30:45 here.'],
    // Statements that Markdown of documentation sites holds
    ["import Tabs from '@theme/Tabs';¶¶Some words stand here.", 'Some words stand here.'],
  ],
  mdx: [
    [
      "import Tabs from './tabs'¶export const meta = {¶  title: 'My page',¶¶  a: 'Some more words.'¶}¶¶# Title¶¶Some words stand here.",
      'Some words stand here.',
    ],
    ['<Note kind="a"¶  icon={<Icon a="}" />}¶>¶  Some words stand here.¶</Note>', 'Some words stand here.'],
    ['{/* Hidden words of mine. */}¶¶Some {props.kind} words {/* not these */} stand here.', 'Some words stand here.'],
    ['{list.map((item) => {¶  return <Item {...item} />¶})}¶¶Some words stand here.', 'Some words stand here.'],
  ],
  plaintext: [
    ['It costs 2 * 3 [or so] in {braces} at ~/a\\b. That _is_ *it*.', 'It costs 2 * 3 [or so] in {braces} at ~/a\\b. | That is it.'],
    ['Go to https://a.org/b?c=[d]. Then stop.', 'Go to https://a.org/b?c=[d]. | Then stop.'],
  ],
  'git-commit': [['Subject¶¶Call `go!` for [PATCH] a*b here. It runs.', 'Call go! for [PATCH] a*b here. | It runs.']],
  java: [
    [
      '/**¶ * Returns the {@link Foo#bar the bar} of {@link #baz} or {@code a.b!} here.¶ * <p>A List<String> &amp; more.¶ */',
      'Returns the the bar of baz or a.b! here. | A List<String> & more.',
    ],
  ],
  csharp: [
    [
      '/// <summary>Opens <see cref="T:A.Foo"/> at <paramref name="place"/> now. It is fast.</summary>',
      'Opens A.Foo at place now. | It is fast.',
    ],
  ],
  rust: [
    [
      '/// See [the guide](x) or [`Vec`] here.¶/// ```¶/// let a = b of c;¶/// ```¶/// It is *fast* here.',
      'See the guide or Vec here. | It is fast here.',
    ],
  ],
  python: [
    [
      '"""Read the :class:`~a.b.Reader` or ``go!`` here.¶¶>>> read(a, b)¶some words here¶¶It is fast.¶"""',
      'Read the Reader or go! here. | It is fast.',
    ],
  ],
  cpp: [['/// \\brief Reads the \\c file here.¶/// It is fast.', 'Reads the file here. | It is fast.']],
  quarto: [
    [
      '---¶title: The "sea"¶version: "1.5"¶---¶¶Read {{< meta version >}} of {{< var site.short-name >}} now. See {{< env HOME >}} too.',
      'Read 1.5 of short name now. | See HOME too.',
    ],
    [
      'Look at {{< video https://a.org/x.mp4 >}} it.¶¶{{< video¶https://a.org/x¶title="A film of it" >}}¶¶{{< lipsum 2 >}}¶¶Write {{{< meta title >}}} for it.',
      'Look at it. | Write {{< meta title >}} for it.',
    ],
  ],
};
