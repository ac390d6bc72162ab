import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { causalNames, encoderNames } from '../../../../../src/engine/models/architectureNames.js';
import { poolings } from '../../../../../src/engine/models/sentenceModules.js';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/models.md'), 'utf8');

/** The first cells of the tables that start with "model type", without their marks. */
const tables = page
  .split(/\n\n/)
  .filter((block) => /^\| model type\s/.test(block))
  .map((block) => block.split('\n').slice(2).map((line) => /`([^`]+)`/.exec(line)?.[1]));

test('the page on models lists the architectures that write and those that read, and no others', () => {
  expect(tables).toEqual([[...causalNames], [...encoderNames]]);
});

test('the page on models names the ways to make one vector of many', () => {
  for (const pooling of poolings.filter((name) => name !== 'mean_sqrt_len_tokens')) expect(page).toContain(`\`${pooling}\``);
});
