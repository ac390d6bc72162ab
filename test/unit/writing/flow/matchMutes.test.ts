import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { blockMute, matchMutes, pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../../../src/writing/flow/mutes/mute.js';

const harbour = 'The harbour was quiet that morning.';
const rates = 'Mortgage rates rose again last week.';
const boats = 'Two boats had come in before dawn.';
const mute = pairMute(harbour, rates);

/** The sentences of a Markdown text that mutes leave out. */
function muted(text: string, ...mutes: Mute[]): string[] {
  return [...matchMutes(mutes, flowDocument(text, 'markdown')).muted.keys()].map((sentence) => sentence.text);
}

describe('A muted pair', () => {
  test('leaves out the second sentence behind the first', () => {
    expect(muted(`${boats} ${harbour} ${rates} ${boats}\n`, mute)).toEqual([rates]);
  });

  test('is muted wherever it stands, and as often as it stands there', () => {
    expect(muted(`${harbour} ${rates}\n\n# Again\n\n${harbour}\n\n${rates}\n`, mute)).toEqual([rates, rates]);
  });

  test.each([
    ['other lines', `The harbour was\nquiet that morning.\n${rates}\n`],
    ['emphasis', `The *harbour* was quiet that morning. Mortgage **rates** rose again last week.\n`],
    ['capitals and other signs', `The Harbour was quiet, that morning. Mortgage rates rose again last week!\n`],
    ['a comment between', `${harbour}\n<!-- why? -->\n${rates}\n`],
  ])('stays muted with %s', (_, text) => {
    expect(muted(text, mute)).toHaveLength(1);
  });

  test.each([
    ['a word is put in', `${harbour} Mortgage rates rose sharply again last week.\n`],
    ['a word is another', `The harbour was calm that morning. ${rates}\n`],
    ['both change a little', `The harbour was still quiet that morning. Mortgage rates rose again this week.\n`],
  ])('stays muted where %s, and is tied to the new text', (_, text) => {
    const matched = matchMutes([mute], flowDocument(text, 'markdown'));
    expect(matched.muted.size).toBe(1);
    expect(matched.mutes[0]).not.toEqual(mute);
    expect(muted(text, ...matched.mutes)).toHaveLength(1);
  });

  test.each([
    ['another sentence stands between', `${harbour} ${boats} ${rates}\n`],
    ['the first is another', `${boats} ${rates}\n`],
    ['the second is another', `${harbour} ${boats}\n`],
    ['they are swapped', `${rates} ${harbour}\n`],
    ['the same words stand in other sentences', 'That harbour morning was loud. The last mortgage fell.\n'],
  ])('is no longer muted where %s', (_, text) => {
    expect(matchMutes([mute], flowDocument(text, 'markdown'))).toMatchObject({ muted: new Map(), lost: [0] });
  });
});

describe('A muted paragraph', () => {
  const sentences = [harbour, rates, boats];
  const ofBlock = blockMute(flowDocument(sentences.join(' '), 'markdown').blocks[0]?.sentences ?? []);

  test('leaves out all of its sentences, where it was moved to', () => {
    expect(muted(`Something else here.\n\n${sentences.join('\n')}\n\nThat is all.\n`, ofBlock)).toEqual(sentences);
  });

  test('stays muted where a sentence of it changes', () => {
    expect(muted(`${harbour} ${rates} Two boats had come in before noon.\n`, ofBlock)).toHaveLength(3);
  });

  test('is no longer muted where most of it is gone', () => {
    expect(muted(`${boats} The crews were asleep. Nobody was about in the streets of the town.\n`, ofBlock)).toEqual([]);
  });
});

test('A muted file leaves out everything', () => {
  expect(muted(`${harbour} ${rates}\n\n${boats}\n`, { kind: 'file' })).toEqual([harbour, rates, boats]);
});

const words = 'sea boat wind lamp stair rock rope sail gull tide mast crew dock fish storm cloud stone light keeper hour watch night'.split(
  ' ',
);
const sentence = fc.uniqueArray(fc.constantFrom(...words), { minLength: 4, maxLength: 9 }).map((chosen) => `The ${chosen.join(' ')}.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(' '));
const paragraphs = fc.array(paragraph, { maxLength: 5 });

describe('Whatever happens to the rest of the document, a muted pair', () => {
  test('stays muted', () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, (before, after) => {
        const text = [...before, `${boats} ${harbour} ${rates}`, ...after].join('\n\n');
        expect(muted(text, mute)).toContain(rates);
      }),
    );
  });

  test('mutes nothing else', () => {
    fc.assert(
      fc.property(paragraphs, (others) => {
        expect(muted(others.join('\n\n'), mute)).toEqual([]);
      }),
    );
  });
});

/** An edit of one word of a sentence: put in, taken out or put in the place of another. */
interface Edit {
  readonly at: number;
  readonly word: string;
  readonly kind: 'insert' | 'remove' | 'replace';
  readonly inFirst: boolean;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(20),
  word: fc.constantFrom(...words),
  kind: fc.constantFrom('insert', 'remove', 'replace'),
  inFirst: fc.boolean(),
});

function edited(text: string, { at, word, kind }: Edit): string {
  const all = text.slice(0, -1).split(' ');
  // A sentence keeps enough words to be known again.
  const place = 1 + (at % Math.max(1, all.length - 1));
  if (kind === 'insert') all.splice(place, 0, word);
  else if (kind === 'replace') all.splice(place, 1, word);
  else if (all.length > 5) all.splice(place, 1);
  return `${all.join(' ')}.`;
}

test('A muted pair stays muted through any number of edits of one word, when it is followed from one to the next', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), paragraphs, (edits, others) => {
      let pair = { first: harbour, second: rates };
      let mutes: readonly Mute[] = [mute];
      for (const each of edits) {
        pair = each.inFirst ? { ...pair, first: edited(pair.first, each) } : { ...pair, second: edited(pair.second, each) };
        const text = [...others, `${pair.first} ${pair.second}`].join('\n\n');
        const matched = matchMutes(mutes, flowDocument(text, 'markdown'));
        expect([...matched.muted.keys()].map((found) => found.text)).toContain(pair.second);
        mutes = matched.mutes;
      }
    }),
  );
});
