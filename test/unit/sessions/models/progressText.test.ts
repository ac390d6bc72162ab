import { expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { progressText } from '../../../../src/sessions/models/progressText.js';

test.each([
  [{ kind: 'waiting' } as const, 'Another process downloads this model; waiting for it.'],
  [{ kind: 'files', bytes: 3e9, toDownload: 1e9 } as const, '1.0 GB to download'],
  [{ kind: 'bytes', arrived: 1e8, total: 3e8 } as const, '100 MB of 300 MB'],
  [{ kind: 'bytes', arrived: 1e8, total: 3e8, bytesPerSecond: 1e7 } as const, '100 MB of 300 MB, 10 MB/s, 21 s left'],
])('Progress %j is told as %j', (progress, text) => {
  expect(progressText(progress, inEnglish)).toBe(text);
});
