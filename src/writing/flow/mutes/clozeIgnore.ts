import ignore from 'ignore';
import type { FlowSentence } from '../document/flowDocument.js';
import { type Fingerprint, readFingerprint } from './fingerprint.js';
import type { Mute } from './mute.js';

/** The name of the file in a project's folder that says what its reviewers have agreed to leave alone. */
export const clozeIgnoreName = '.clozeignore';

/** What a `.clozeignore` says. Each line is a pattern of files as in .gitignore, or a mute; `#` starts a comment. */
export interface ClozeIgnore {
  /** Whether a file is left out as a whole. Paths are relative to the folder of the `.clozeignore`, with `/`. */
  leavesOut(path: string): boolean;
  /** Mutes of pairs and paragraphs in a file. */
  mutesOf(path: string): readonly WrittenMute[];
}

/** A mute with the line that it stands on, counted from 0. */
export interface WrittenMute {
  readonly mute: Mute;
  readonly line: number;
}

/** `pair FIRST SECOND PATH` or `block PRINT PATH`, the path to the end of the line or to a comment. */
const written = /^(?:pair (\S+) (\S+)|block (\S+)) (.+)$/;

export function readClozeIgnore(text: string): ClozeIgnore {
  const patterns: string[] = [];
  const mutes = new Map<string, WrittenMute[]>();
  for (const [line, source] of text.split(/\r?\n/).entries()) {
    const found = written.exec(source.trim());
    const mute = found === null ? undefined : muteOf(found.slice(1, 4).map(readFingerprint));
    if (found === null || mute === undefined) {
      patterns.push(source);
      continue;
    }
    const path = withoutComment(found[4] ?? '');
    const others = mutes.get(path);
    if (others === undefined) mutes.set(path, [{ mute, line }]);
    else others.push({ mute, line });
  }
  const files = ignore().add(patterns);
  return {
    leavesOut: (path) => ignore.isPathValid(path) && files.ignores(path),
    mutesOf: (path) => mutes.get(path) ?? [],
  };
}

/** A line for a mute, with the beginnings of the sentences as a comment for those who read the file. */
export function clozeIgnoreLine(mute: Mute, path: string, sentences: readonly FlowSentence[]): string {
  const told = sentences.map(({ text }) => `"${text.length > 40 ? `${text.slice(0, 40).trimEnd()}…` : text}"`).join(' ');
  switch (mute.kind) {
    case 'pair':
      return `pair ${mute.first} ${mute.second} ${path}  # ${told}`;
    case 'block':
      return `block ${mute.block} ${path}  # ${told}`;
    case 'file':
      return `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
  }
}

/** What stands before two spaces and `#`. */
function withoutComment(text: string): string {
  const comment = text.indexOf('  #');
  return comment < 0 ? text : text.slice(0, comment).trimEnd();
}

function muteOf([first, second, block]: readonly (Fingerprint | undefined)[]): Mute | undefined {
  if (block !== undefined) return { kind: 'block', block };
  return first !== undefined && second !== undefined ? { kind: 'pair', first, second } : undefined;
}
