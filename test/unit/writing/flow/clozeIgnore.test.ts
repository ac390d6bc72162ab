import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { clozeIgnoreLine, readClozeIgnore } from '../../../../src/writing/flow/mutes/clozeIgnore.js';
import { blockMute, pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../../../src/writing/flow/mutes/mute.js';

const pair = pairMute('The harbour was quiet.', 'Mortgage rates rose.');

describe('A .clozeignore', () => {
  test('leaves out files as a .gitignore does', () => {
    const file = readClozeIgnore('# Drafts are not ready\ndrafts/\n*.tex\n!main.tex\n/notes.md\n');
    expect(['drafts/one.md', 'a/b.tex', 'notes.md'].filter((path) => file.leavesOut(path))).toHaveLength(3);
    expect(['main.tex', 'a/notes.md', 'chapters/one.md'].filter((path) => file.leavesOut(path))).toEqual([]);
  });

  test('has mutes for a file, with their lines', () => {
    const line = clozeIgnoreLine(
      pair,
      'chapters/one.md',
      flowDocument('The harbour was quiet. Mortgage rates rose.', 'markdown').blocks[0]?.sentences ?? [],
    );
    expect(line).toMatch(/ chapters\/one\.md {2}# "The harbour was quiet\." "Mortgage rates rose\."$/);
    const file = readClozeIgnore(`drafts/\r\n\r\n${line}\r\n`);
    expect(file.mutesOf('chapters/one.md')).toEqual([{ mute: pair, line: 2 }]);
    expect(file.mutesOf('chapters/two.md')).toEqual([]);
  });

  test('takes a line that is no mute for a pattern, and nothing outside its folder for a file of its own', () => {
    const file = readClozeIgnore('pair of shoes.md\n');
    expect(file.leavesOut('pair of shoes.md')).toBe(true);
    expect(file.leavesOut('../pair of shoes.md')).toBe(false);
    expect(file.leavesOut('/pair of shoes.md')).toBe(false);
  });

  test('reads back every mute of every path that it writes', () => {
    const name = fc.stringMatching(/^[\p{L}\p{N}_.,'()&+[\]!#*? -]{1,12}$/u).map((text) => `x${text.replace(/ +/g, ' ').trim()}`);
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const mutes: readonly Mute[] = [pair, blockMute(flowDocument('One two. Three four.', 'markdown').blocks[0]?.sentences ?? [])];
    fc.assert(
      fc.property(path, (file) => {
        for (const mute of mutes) expect(readClozeIgnore(clozeIgnoreLine(mute, file, [])).mutesOf(file)).toEqual([{ mute, line: 0 }]);
        expect(readClozeIgnore(clozeIgnoreLine({ kind: 'file' }, file, [])).leavesOut(file)).toBe(true);
      }),
    );
  });
});
