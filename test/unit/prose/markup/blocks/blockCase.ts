/**
 * Documents with the kind of each block in front of its first line; lines that go on with a block, and blank lines, have
 * none. A number behind a kind is its level. `\t` stands for a tab.
 */
export interface BlockCase {
  readonly title: string;
  readonly language: string;
  readonly lines: string;
}
