import { expect, test } from 'vitest';
import { cancelledError, ClozeError } from '../../../src/common/clozeError.js';
import { failureLogger } from '../../../src/common/failureLogger.js';

test('The log has each failure once in a row, and no cancel or closed engine', () => {
  const lines: string[] = [];
  const log = failureLogger('No completion', (line) => lines.push(line));
  const broken = new ClozeError({ code: 'internal', message: 'The model is broken.' });
  log(broken);
  log(broken);
  log(cancelledError());
  log(new ClozeError({ code: 'engine-closed', message: 'Cloze is off.' }));
  log('no memory');
  log(broken);
  expect(lines).toEqual(['No completion: The model is broken.', 'No completion: no memory', 'No completion: The model is broken.']);
});
