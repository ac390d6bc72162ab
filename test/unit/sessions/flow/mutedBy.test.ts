import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { FileCheck } from '../../../../src/sessions/flow/fileCheck.js';
import { fileMutedBy, mutedBy } from '../../../../src/sessions/flow/mutedBy.js';
import { DocumentCheck } from '../../../../src/writing/flow/check/checkDocument.js';
import { FlowChecker } from '../../../../src/writing/flow/check/flowChecker.js';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { blockMute, pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../../../src/writing/flow/mutes/mute.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { markdown, Reviewer, stranger, warnings } from './reviewer.js';

const text = `He woke at noon. ${stranger} He ate his bread.`;
const file = 'file:///book/.clozeignore';

/** A check of a text of which nothing is rated: what mutes it does not depend on that. */
function checked(content: string, own: readonly Mute[], shared: readonly Mute[] = []): FileCheck {
  const mutes = [...own, ...shared];
  const check = new DocumentCheck(flowDocument(content, 'markdown'), content, mutes, new FlowChecker(() => Promise.reject(new Error())), inEnglish); // prettier-ignore
  const found = { mutes, shared: shared.map((mute, line) => ({ mute, line })), ownCount: own.length, file };
  return new FileCheck(markdown(content), check, found, false);
}

describe('What mutes a sentence is', () => {
  const pair = pairMute('He woke at noon.', stranger);
  const other = pairMute('They sat down to dinner at eight.', 'Nobody spoke a word until the soup was gone.');
  const block = blockMute(flowDocument(text, 'markdown').blocks[0]?.sentences ?? []);

  test.each([
    ['nothing', checked(text, []), undefined],
    ["a mute of the writer's own", checked(text, [other, pair]), { kind: 'own', mute: pair }],
    ['the mute of its paragraph', checked(text, [block]), { kind: 'own', mute: block }],
    ['a line of .clozeignore', checked(text, [other], [other, pair]), { kind: 'shared', file, line: 1 }],
    ['a comment', checked(text.replace(stranger, `<!-- cloze-ignore-next --> ${stranger}`), []), { kind: 'comment' }],
  ])('%s', (_, found, expected) => {
    const second = found.check.document.blocks[0]?.sentences[1];
    const by = second && mutedBy(found, second);
    if (expected === undefined) expect(by).toBeUndefined();
    else expect(by).toMatchObject(expected);
  });

  test.each([
    ['nothing', checked(text, [pair]), undefined],
    ["a mute of the writer's own", checked(text, [{ kind: 'file' }]), { kind: 'own', mute: { kind: 'file' } }],
    ['a comment', checked(`<!-- cloze-ignore-file -->\n\n${text}`, []), { kind: 'comment' }],
  ])('for a whole file %s', (_, found, expected) => {
    if (expected === undefined) expect(fileMutedBy(found)).toBeUndefined();
    else expect(fileMutedBy(found)).toMatchObject(expected);
  });
});

test('A mute that is tied to words counts for them wherever they stand', async () => {
  const reviewer = new Reviewer();
  reviewer.mutes = [pairMute('He woke at noon.', stranger)];
  const results = reviewer.results.follow('file:///book/one.md');
  await results.run(markdown(`# New\n\nIt was June. ${text}`), neverCancelled);
  expect(warnings(results)).toEqual([]);
});
