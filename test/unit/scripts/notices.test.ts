import { expect, test } from 'vitest';
import { linkedNoticesFile, noticesFile, renderNotices } from '../../../scripts/packaging/notices.js';
import { readProjectFile } from '../../util/projectFiles.js';

test('THIRD_PARTY_NOTICES.md names what the package holds (npm run notices writes it)', async () => {
  expect(readProjectFile(noticesFile)).toBe(await renderNotices());
});

test.each(['protobuf', 'Eigen', 'abseil'])(
  "The notices of what is linked into onnxruntime's binaries are those of the version that ships, and name %s",
  async (name) => {
    const file = await linkedNoticesFile();
    expect(readProjectFile(noticesFile)).toContain(file);
    expect(readProjectFile(file).toLowerCase()).toContain(name.toLowerCase());
  },
);
