import { describe, expect, test } from 'vitest';
import type { CompletionRecord } from '../../../../src/common/completionRecord.js';
import { explanation } from '../../../../src/providers/whyCompletion/explanation.js';
import { english } from '../../../util/english.js';

const logprob = Math.log;

const record: CompletionRecord = {
  document: 'file:///story.md',
  offset: 1000,
  before: 'Every morning he climbed them again to put it out.\n\nThe harbour',
  after: '',
  explicit: false,
  quietness: 'balanced',
  candidates: [
    {
      completion: {
        text: ' board',
        tokens: [
          {
            text: ' board',
            logprob: logprob(0.62),
            alternatives: [
              { text: ' board', logprob: logprob(0.62) },
              { text: ' master', logprob: logprob(0.214) },
              { text: '\n', logprob: logprob(0.0004) },
            ],
          },
          { text: ' sent', logprob: logprob(0.081), alternatives: [] },
        ],
        stop: 'confidence',
        acceptance: { whole: 0.41, firstWord: 0.7 },
      },
      verdict: { show: 'whole', estimate: { whole: 0.38, firstWord: 0.66 }, needed: { whole: 0.15, firstWord: 0.45 } },
    },
  ],
  usage: { model: 'smollm2', device: 'cpu', contextTokens: 512, reusedTokens: 509, prefillMs: 21.4, decodeMs: 24.8, decodedTokens: 2 },
  latencyMs: 58.2,
};

describe('An explanation can be read by a person', () => {
  test('with every token, its probability and what else was considered', () => {
    expect(explanation(record, english)).toBe(`Why This Completion?

After: "…morning he climbed them again to put it out.↵↵The harbour"

Suggestion: " board"
Estimated chance that you accept its first word: 66 %; all of it: 38 %. Balanced needs 45 % for the first word, 15 % for all of it. So it was shown.

Each piece of it, how likely the model found it there, and what else it considered:

1.  " board"             62 %  ███████▌
or  " master"            21 %  ██▋
or  "↵"                <0.1 %

2.  " sent"             8.1 %  █

Model: smollm2, on the processor.
Context: 512 tokens, 509 of them known from before.
Time: 58 ms in all; 21 ms to read, 25 ms to write 2 tokens.
None of this left your machine.
`);
  });

  test('that says why nothing was shown', () => {
    const [only] = record.candidates;
    const hidden = {
      ...record,
      candidates: only === undefined ? [] : [{ ...only, verdict: { ...only.verdict, show: 'nothing' as const } }],
    };
    expect(explanation(hidden, english)).toContain('So nothing was shown.');
  });

  test('that says when the writer asked', () => {
    expect(explanation({ ...record, explicit: true }, english)).toContain('It was shown because you asked.');
  });

  test('that names the other suggestions and the text behind', () => {
    const [only] = record.candidates;
    if (only === undefined) throw new Error('The record has a candidate.');
    const other = { ...only, completion: { ...only.completion, text: ' master', suffixLogprob: logprob(0.25) } };
    const text = explanation({ ...record, after: ' of the town\nAnother paragraph', candidates: [other, only] }, english);
    expect(text).toContain('Before: " of the town"\n');
    expect(text).toContain('How well the text behind it goes on from it: 25 % per token.');
    expect(text).toContain('Other suggestions:\n    " board" (66 %)');
  });

  test('even where there was no continuation', () => {
    expect(explanation({ ...record, candidates: [] }, english)).toContain('The engine found no continuation here.');
  });
});
