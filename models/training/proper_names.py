"""Writes src/writing/masking/properNames.ts: how words that BERT's vocabulary has in small letters are written inside a sentence.

usage: proper_names.py TOKENIZER_JSON TEXT.xz... > ../../src/writing/masking/properNames.ts

A word counts where a small letter or a comma stands before it, so that capitals at the start of a sentence do not. A form with capitals is kept
where at most a quarter of the word's places have small letters; initials of two or three letters only where they are frequent.
"""

import collections
import json
import lzma
import re
import sys
import textwrap

LEAST = 4
LEAST_INITIALS = 30
MOST_SMALL = 0.25

HEAD = '''/**
 * Words that are written with capital letters inside a sentence, as an openly licensed corpus of 46 million words writes them. An uncased
 * model knows them in small letters only. Made by models/training/proper_names.py.
 */
export const properNames: readonly string[] = `
'''


def main(tokenizer_path, text_paths):
    with open(tokenizer_path, encoding='utf-8') as file:
        words = {word for word in json.load(file)['model']['vocab'] if word.isalpha() and word.isascii() and len(word) > 1}
    counts = collections.defaultdict(collections.Counter)
    inside = re.compile(r"(?<=[a-z,;] )[A-Za-z]{2,}(?![A-Za-z’'-])")
    for path in text_paths:
        with lzma.open(path, 'rt', encoding='utf-8') as lines:
            for line in lines:
                for form in inside.findall(line):
                    if form.lower() in words:
                        counts[form.lower()][form] += 1
    forms = ['I']
    for word, written in counts.items():
        form, count = written.most_common(1)[0]
        total = sum(written.values())
        least = LEAST_INITIALS if len(form) < 4 and form.upper() == form else LEAST
        if form != word and total >= least and written[word] <= MOST_SMALL * total:
            forms.append(form)
    print(HEAD + textwrap.fill(' '.join(sorted(forms)), width=138, break_on_hyphens=False) + "\n`\n  .trim()\n  .split(/\\s+/);")


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
