import { describe, expect, test } from 'vitest';
import type { CompletionRecord } from '../../../../../src/common/completionRecord.js';
import type { PanelRow, PanelView } from '../../../../../src/common/panelProtocol/view.js';
import { completionView } from '../../../../../src/sessions/panel/views/completionView.js';
import { maskedWordView } from '../../../../../src/sessions/panel/views/maskedWordView.js';
import { nextTokenView } from '../../../../../src/sessions/panel/views/nextTokenView.js';
import { pairView } from '../../../../../src/sessions/panel/views/pairView.js';
import { surprisalView } from '../../../../../src/sessions/panel/views/surprisalView.js';
import { inEnglish } from '../../../../../src/common/translate.js';
import { caretPlace, completion, completionRecord, maskedWord, nextTokens, pair, surprisal } from '../../../../util/panelStates.js';

/** Rows as "label value", alternatives indented, and what choosing them would put into the text. */
function lines({ sections }: PanelView, section = 0): string[] {
  const line = ({ label, text, compared, action }: PanelRow): string => {
    const put = action?.kind === 'put' ? ` → ${JSON.stringify(action.text)}` : '';
    return `${label} ${text}${compared === undefined ? '' : ` / ${compared.text}`}${put}`;
  };
  return (sections[section]?.rows ?? []).flatMap((row) => [line(row), ...(row.alternatives ?? []).map((other) => `  ${line(other)}`)]);
}

describe('Each view', () => {
  test.each(Object.entries({ nextTokens, completion, maskedWord, pair, surprisal }))('%s has a different id for each row', (_, view) => {
    const ids = view.sections.flatMap(({ rows }) => rows.flatMap((row) => [row.id, ...(row.alternatives ?? []).map(({ id }) => id)]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(Object.entries({ nextTokens, completion, maskedWord, pair, surprisal }))('%s is plain data', (_, view) => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });
});

describe('The next token', () => {
  test('can be put at the caret, the end of the text cannot', () => {
    expect(lines(nextTokens)).toEqual([
      '·keeper 31 % → " keeper"',
      '·man 18 % → " man"',
      ', 9.0 % → ","',
      '·light 7.1 % → " light"',
      '↵ 3.0 % → "\\n"',
      '’s 1.2 % → "’s"',
      'end of the text 0.4 %',
      '·old <0.1 % → " old"',
    ]);
  });

  test('is read aloud without the signs for spaces', () => {
    expect(nextTokens.sections[0]?.rows.map(({ name, label }) => name ?? label)).toEqual([
      'keeper',
      'man',
      ',',
      'light',
      'line break',
      '’s',
      'end of the text',
      'old',
    ]);
  });

  test('says how sure the model is', () => {
    expect(nextTokens.notes).toContain('Uncertainty: 4.2 bits, as much as between 19 tokens of the same probability.');
    const sure = nextTokenView({ tokens: [{ text: ' a', logprob: 0 }], entropy: 0.02, model: 'm' }, caretPlace('Once upon'), inEnglish);
    expect(sure.notes).toContain('Uncertainty: 0.0 bits, so the model is nearly sure.');
  });

  test('names its place by whole words of the line before the caret', () => {
    expect(nextTokens.subtitle).toBe('…an hour before dark, the lighthouse▏');
    expect(nextTokenView({ tokens: [], entropy: 0, model: 'm' }, caretPlace('First line.\nOnce'), inEnglish).subtitle).toBe('Once▏');
  });
});

describe('The last completion', () => {
  test('can be taken up to each token, or with one that the model also considered', () => {
    expect(lines(completion)).toEqual([
      '·Point 84 % → " Point"',
      '  ·Bay 21 % → " Bay"',
      '  ·was 5.2 % → " was"',
      '·was 33 % → " Point was"',
      '  ·could 13 % → " Point could"',
      '·seen 11 % → " Point was seen"',
    ]);
    expect(lines(completion, 1)).toEqual(['·stood 12 % → " stood"']);
  });

  test('leaves out tokens that add no character of their own', () => {
    const [best] = completionRecord.candidates;
    if (best === undefined) throw new Error('The record has a candidate.');
    const tokens = [
      { text: '', logprob: -1, alternatives: [] },
      { text: '灯', logprob: -2, alternatives: [] },
    ];
    const record: CompletionRecord = { ...completionRecord, candidates: [{ ...best, completion: { ...best.completion, tokens } }] };
    expect(lines(completionView(record, inEnglish))).toEqual(['灯 14 % → "灯"']);
  });

  test('says why it was shown, or why not', () => {
    expect(completion.notes).toEqual([
      'Estimated chance that you accept its first word: 66 %; all of it: 38 %.',
      'Balanced needs 45 % for the first word, 15 % for all of it. So it was shown.',
      'Model: smollm2-135m-instruct, on the processor.',
      'Context: 512 tokens, 509 of them cached.',
      'Time: 58 ms in all; 21 ms to read, 24 ms to write 2 tokens.',
      'None of this left your machine.',
    ]);
    expect(completionView({ ...completionRecord, explicit: true }, inEnglish).notes[1]).toBe('It was shown because you asked.');
  });

  test('may be none', () => {
    const view = completionView({ ...completionRecord, candidates: [] }, inEnglish);
    expect(view.sections).toEqual([]);
    expect(view.notes[0]).toBe('The engine found no continuation here.');
  });
});

describe('The masked word', () => {
  test('has both models side by side', () => {
    expect(lines(maskedWord)).toEqual(['sat 44 % / 52 % → "sat"', 'was 21 % / 9.0 % → "was"', 'slept 7.0 % / 20 % → "slept"']);
    expect(maskedWord.sections[0]?.legend).toEqual(['bert-base-uncased', 'smollm2-135m-instruct']);
  });

  test('says where the word ranks that stands there', () => {
    expect(maskedWord.notes[0]).toBe('Current word "lay": 3.0 %, rank 5');
  });

  test('has a section for each of several', () => {
    const place = { ...caretPlace('The'), text: '[MASK]' };
    const masks = [' a', 'b'].map((text) => ({ place, candidates: [{ text, probability: 1 }] }));
    const view = maskedWordView({ sentence: 'The [MASK] [MASK].', masks, encoder: 'bert' }, inEnglish);
    expect(view.sections.map(({ title }) => title)).toEqual(['Word 1 of 2', 'Word 2 of 2']);
  });
});

describe('A pair of sentences', () => {
  test('sets what it is beside what is usual in the document, probabilities apart from bits', () => {
    expect(lines(pair)).toEqual(['follows, says the encoder 8.0 % / 22 %']);
    expect(lines(pair, 1)).toEqual(['surprisal after the first 61 / 59', 'surprisal alone 60']);
  });

  test('says why in sentences', () => {
    expect(pair.notes).toEqual([
      'This sentence does not follow from the one before it; 5 of 100 such warnings are false alarms.',
      'No word of the first sentence comes back in it.',
    ]);
  });

  test('may have no signal of a kind', () => {
    const place = caretPlace('');
    expect(pairView({ first: place, second: place, verdict: 'v', signals: [], reasons: [] }, inEnglish).sections).toEqual([]);
  });
});

describe('The surprisal of a paragraph', () => {
  test('does not call a word surprising that has nothing before it', () => {
    const place = { ...caretPlace(''), text: 'Gales fell.' };
    const words = [
      { start: 0, end: 5, text: 'Gales', bits: 20, expected: [], withoutContext: true as const },
      { start: 6, end: 10, text: 'fell', bits: 4, expected: [] },
    ];
    const view = surprisalView({ place, words }, inEnglish);
    expect(view.sections.map(({ rows }) => rows.map(({ label }) => label))).toEqual([['fell'], ['fell']]);
    expect(view.notes).toEqual([
      'On average 4.0 bits a word. Each bit halves the probability.',
      '"Gales" is not rated: there is no context before it.',
    ]);
  });

  test('begins with the most surprising words', () => {
    expect(surprisal.sections[0]?.rows.slice(0, 2).map(({ label, text }) => `${label} ${text}`)).toEqual(['ventilator 21', 'wren 19']);
    expect(surprisal.sections[1]?.rows).toHaveLength(14);
  });

  test('shows each word in the text, where it stands in the document', () => {
    const wren = surprisal.sections[1]?.rows.find(({ label }) => label === 'wren');
    expect(wren?.action).toMatchObject({
      kind: 'show',
      place: { start: 500 + 31, end: 500 + 35, text: 'wren', before: 'On the twelfth he wrote that a ' },
    });
  });

  test('of a page of more words than can be shown says so', () => {
    const words = Array.from({ length: 500 }, (_, index) => ({ start: index, end: index + 1, text: 'a', bits: 1, expected: [] }));
    const view = surprisalView({ place: { ...caretPlace(''), text: 'a'.repeat(500) }, words }, inEnglish);
    expect(view.sections[1]?.rows).toHaveLength(400);
    expect(view.notes).toContain('The first 400 of 500 words are shown.');
  });

  test('of nothing says so', () => {
    expect(surprisalView({ place: caretPlace(''), words: [] }, inEnglish)).toMatchObject({
      sections: [],
      notes: ['There are no words to rate here.'],
    });
  });
});
