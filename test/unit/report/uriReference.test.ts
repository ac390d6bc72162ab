import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uriReference } from '../../../src/report/uriReference.js';

describe('the address of a file in a report', () => {
  test.each([
    ['notes/a.md', 'notes/a.md'],
    ['notes/c# intro.md', 'notes/c%23%20intro.md'],
    ['what?.md', 'what%3F.md'],
    ['100%.md', '100%25.md'],
    ['a%20b.md', 'a%2520b.md'],
    ['a: b.md', './a:%20b.md'],
    ['a/b: c.md', 'a/b:%20c.md'],
    ['a [1] <2> {3} "4" |^`.md', 'a%20%5B1%5D%20%3C2%3E%20%7B3%7D%20%224%22%20%7C%5E%60.md'],
    ["a'b (c) & d+e=f;g,h!~@$*.md", "a'b%20(c)%20&%20d+e=f;g,h!~@$*.md"],
    ['Übersicht/日本.md', '%C3%9Cbersicht/%E6%97%A5%E6%9C%AC.md'],
    ['back\\slash.md', 'back%5Cslash.md'],
    ['half \ud800.md', 'half%20%EF%BF%BD.md'],
    ['../up.md', '../up.md'],
    ['file:///D:/a%20b.md', 'file:///D:/a%20b.md'],
  ])('%s is %s', (path, uri) => {
    expect(uriReference(path)).toBe(uri);
  });

  test('leads to the file, whatever its name is', () => {
    const segment = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter((name) => !/[/\0]/.test(name) && !/^\.+$/.test(name));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), (segments) => {
        const { pathname, search, hash, host } = new URL(uriReference(segments.join('/')), 'file:///folder/');
        expect({ path: decodeURIComponent(pathname), search, hash, host }).toEqual({
          path: `/folder/${segments.join('/')}`,
          search: '',
          hash: '',
          host: '',
        });
      }),
    );
  });
});
