import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import type { LeftOutFile, ReadLabelFolderRequest, ReadLabelFolderResult } from '../../common/methods/tables.js';
import { cancelledError, ClozeError } from '../../common/clozeError.js';
import { decodeText } from './decodeText.js';
import { hasWords } from '../../common/hasWords.js';

/** More than any book. */
const maxBytes = 8 * 2 ** 20;

/** All texts together have to fit into memory, and into one request for training. */
const maxBytesOfAll = 256 * 2 ** 20;

const maxFiles = 100_000;

/** Where a file that is no text gives itself away. */
const firstBytes = 8192;

type Example = ReadLabelFolderResult['examples'][number];

/**
 * Reads a folder that holds a folder of text files for each label, with all that is below it. Hidden files and links are passed over. Files
 * that are no texts to learn from are left out and named. Fails with `bad-request` where the folder is none of that kind.
 */
export async function readLabelFolder(
  { path }: ReadLabelFolderRequest,
  cancel: CancellationToken = neverCancelled,
): Promise<ReadLabelFolderResult> {
  const name = basename(path);
  const labels = (await entriesOf(path, name)).filter(({ isFolder }) => isFolder).map((entry) => entry.name);
  if (labels.length === 0) {
    throw refused(`${name} has no folders in it. Put the texts of each label into a folder that has the label's name, and choose the folder around them.`); // prettier-ignore
  }
  const examples: Example[] = [];
  const leftOut: LeftOutFile[] = [];
  let left = maxBytesOfAll;
  for (const label of labels) {
    for await (const file of filesBelow(path, label)) {
      if (cancel.isCancellationRequested) throw cancelledError();
      if (examples.length === maxFiles) throw refused(`${name} holds more than ${maxFiles} texts. Give it fewer.`);
      const read = await textOf(join(path, file));
      if ('why' in read) {
        leftOut.push({ file, why: read.why });
        continue;
      }
      left -= read.bytes;
      if (left < 0) throw refused(`The texts in ${name} have more than ${maxBytesOfAll / 2 ** 20} MB together. Give it fewer.`);
      examples.push({ text: read.text, label });
    }
  }
  checkLabels(examples, leftOut, name);
  return { examples, leftOut };
}

function checkLabels(examples: readonly Example[], leftOut: readonly LeftOutFile[], name: string): void {
  const [first, second] = new Set(examples.map(({ label }) => label));
  if (second !== undefined) return;
  const found = first === undefined ? 'No folder in it has a text' : `Only its folder "${first}" has texts`;
  const others = leftOut.length > 1 ? ` and ${leftOut.length - 1} more` : '';
  const unread = leftOut.length === 0 ? '' : ` Without words, or no text: ${leftOut[0]?.file ?? ''}${others}.`;
  throw refused(`${name} cannot be learned from. ${found}.${unread} A classifier needs texts of two labels at least.`);
}

/** The files in a folder and in those below it, by their path from the root with `/`. */
async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  for (const { name, isFolder } of await entriesOf(join(root, folder), folder)) {
    if (isFolder) yield* filesBelow(root, `${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

/** Files and folders, in the order of their names, so that the same folder gives the same classifier everywhere. */
async function entriesOf(path: string, name: string): Promise<{ readonly name: string; readonly isFolder: boolean }[]> {
  const entries: { readonly name: string; readonly isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(path)) {
      const isFolder = entry.isDirectory();
      if (!entry.name.startsWith('.') && (isFolder || entry.isFile())) entries.push({ name: entry.name, isFolder });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClozeError({ code: 'disk', message: `The folder ${name} cannot be read: ${reason}.` }, { cause: error });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function textOf(path: string): Promise<{ readonly text: string; readonly bytes: number } | Pick<LeftOutFile, 'why'>> {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > maxBytes) return { why: 'too-large' };
    bytes = await readFile(path);
  } catch {
    return { why: 'unreadable' };
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isUtf16 && bytes.subarray(0, firstBytes).includes(0)) return { why: 'binary' };
  try {
    const text = decodeText(bytes, path);
    return hasWords(text) ? { text, bytes: bytes.length } : { why: 'empty' };
  } catch {
    return { why: 'encoding' };
  }
}

function refused(message: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message });
}
