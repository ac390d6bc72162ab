import { expect, test } from 'vitest';
import { noticesFile, renderNotices } from '../../../scripts/packaging/notices.js';
import { readProjectFile } from '../../util/projectFiles.js';

test('THIRD_PARTY_NOTICES.md names what the package holds (npm run notices writes it)', async () => {
  expect(readProjectFile(noticesFile)).toBe(await renderNotices());
});
