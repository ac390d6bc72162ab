import { expect, test } from 'vitest';
import { readThread } from '../../../scripts/editor/traceLog.js';

const log = [
  'execve("/usr/bin/node", ["node", "dist/engine.js"], 0x7ffe /* 54 vars */) = 0',
  'openat(AT_FDCWD</a>, "notes/x.md", O_RDONLY|O_CLOEXEC) = 3</a/notes/x.md>',
  'openat(AT_FDCWD</a>, "notes/y.md", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3</a/notes/y.md>',
  'openat(AT_FDCWD</a>, "/dev/shm/z", O_RDWR) = -1 ENOENT (No such file or directory)',
  'mkdir("/a/made", 0777) = 0',
  'rename("/a/made/one.part", "/a/made/one") = 0',
  'clone3({flags=CLONE_VM|CLONE_THREAD, stack_size=0x7ffdc0} => {parent_tid=[24899]}, 88) = 24899',
  'socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0) = 4<socket:[188878]>',
  'bind(4<socket:[188878]>, {sa_family=AF_UNIX, sun_path="/a/listens.sock"}, 110) = 0',
  'connect(5<socket:[2]>, {sa_family=AF_UNIX, sun_path="/a/other.sock"}, 110) = 0',
  'connect(5<socket:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 ENETUNREACH (Network is unreachable)',
  '',
].join('\n');

test('The trace of a process tells what it wrote, whom it started, where it listened, and each try to reach another machine', () => {
  expect(readThread(log)).toEqual({
    commands: ['"node", "dist/engine.js"'],
    children: [24899],
    written: ['/a/notes/y.md', '/a/made', '/a/made/one'],
    sockets: ['/a/listens.sock'],
    internet: [expect.stringContaining('192.0.2.1')],
  });
});
