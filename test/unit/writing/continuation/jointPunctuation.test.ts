import { expect, test } from 'vitest';
import { trimAgainstPrefix } from '../../../../src/writing/continuation/trimAgainstPrefix.js';

test.each([
  ['I do not know...', '...I am not sure', ' I am not sure'],
  ['I do not know…', '. I am not sure', ' I am not sure'],
  ['I do not know.', '.. and so', ' and so'],
  ['“I do not know.”', '. He left', ' He left'],
  ['He came,', ', and', ' and'],
  ['What is this?', '... a boat', ' a boat'],
  ['Really?', '!', '!'],
  ['# The lighthouse\n\n', 'The lighthouse was small', 'The lighthouse was small'],
  ['Use tools, e.g.', ', a hammer', ', a hammer'],
  ['It is cold.', ' .5 degrees', ' .5 degrees'],
  ['It cost 3', '.50', '.50'],
])('behind %j, %j becomes %j', (before, completion, expected) => {
  expect(trimAgainstPrefix(completion, before)).toBe(expected);
});
