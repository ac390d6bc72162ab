import path from 'node:path';
import { expect, test } from 'vitest';
import { reportedPath } from '../../../src/cli/reportedPath.js';

const { posix, win32 } = path;

test.each([
  ['-', '/home', posix, 'stdin'],
  ['notes/a.md', '/home', posix, 'notes/a.md'],
  ['./a//b.md', '/home', posix, 'a/b.md'],
  ['/home/a.md', '/home', posix, 'a.md'],
  ['/tmp/a.md', '/home', posix, '../tmp/a.md'],
  ['a\\b.md', '/home', posix, 'a\\b.md'],
  ['notes\\a.md', 'C:\\home', win32, 'notes/a.md'],
  ['D:\\a b.md', 'C:\\home', win32, 'file:///D:/a%20b.md'],
])('reports name %s in %s as the system does', (operand, folder, system, expected) => {
  expect(reportedPath(operand, folder, system)).toBe(expected);
});
