import { expect, test } from 'vitest';
import { readyPrompts } from '../../../../src/common/settings/writingPrompts.js';
import { instructionText } from '../../../../src/writing/rewriting/instructionText.js';
import { asksForLanguage, inLanguage, rewritingTasks, translationTask } from '../../../../src/writing/rewriting/tasks.js';

test('A text comes after what is to be done with it, with the rules that a model has to keep', () => {
  expect(instructionText('Make it shorter.', 'It rained.', 'replacement')).toMatch(
    /^Make it shorter\. Keep Markdown, links, code.*\n\nIt rained\.$/s,
  );
  expect(instructionText('Summarize.', 'It rained.', 'summary')).toMatch(/^Summarize\. Reply with the summary only.*\n\nIt rained\.$/s);
});

test('or where the instruction wants it, whatever is in it', () => {
  const text = 'It cost $& and {text}.';
  expect(instructionText('Shorten "{text}" now.', text, 'replacement')).toContain(`Shorten "${text}" now.`);
});

test('The language stands wherever an instruction names it', () => {
  expect(asksForLanguage(translationTask)).toBe(true);
  expect(inLanguage('{language}! In {language}.', 'Old $& Norse')).toBe('Old $& Norse! In Old $& Norse.');
});

test('The editor offers the tasks of the command line', () => {
  expect(readyPrompts.map(({ instruction }) => instruction)).toEqual(Object.values(rewritingTasks));
});
