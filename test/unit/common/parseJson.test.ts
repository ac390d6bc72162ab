import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNestedTooDeep, maxJsonDepth, parseJson } from '../../../src/common/parseJson.js';
import { readHead } from '../../../src/learning/heads/headFile.js';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('JSON from a file', () => {
  test('is read as JSON.parse reads it', () => {
    const text = fc.string().map((content) => JSON.stringify([content, { [content]: content }]));
    fc.assert(fc.property(fc.oneof(fc.json(), text), (json) => JSON.stringify(parseJson(json)) === JSON.stringify(JSON.parse(json))));
  });

  test('may be as deep as any that is meant, whatever signs stand in its texts', () => {
    expect(parseJson(nested(maxJsonDepth))).toBeDefined();
    expect(parseJson(JSON.stringify(['\\"[{'.repeat(1000), '\\'.repeat(3), '['.repeat(1000)]))).toHaveLength(3);
  });

  test.each([nested(maxJsonDepth + 1), nested(1_000_000), '{"a":'.repeat(100_000), '['.repeat(1_000_000)])(
    'is refused where it is nested deeper',
    (text) => {
      let error: unknown;
      try {
        parseJson(text);
      } catch (caught) {
        error = caught;
      }
      expect(isNestedTooDeep(error) && error.message).toBe('It is nested more than 200 levels deep.');
    },
  );

  test('of a classifier is refused in a sentence', () => {
    expect(() => readHead(`{"format":"cloze-head","version":${nested(100_000)}}`, 'a.json')).toThrow(
      'a.json cannot be used as a classifier. It is nested more',
    );
  });
});
