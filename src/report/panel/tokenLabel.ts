/** Signs for what cannot be seen in a label. */
const signs: Readonly<Record<string, string>> = { ' ': '·', '\u00a0': '·', '\n': '↵', '\r': '↵', '\t': '→' };

/**
 * A token as a short label: spaces become dots and line ends arrows, since a space in front tells a new word from the rest of
 * one. Control characters and broken ones become "�".
 */
export function tokenLabel(text: string): string {
  return text.replace(/[ \u00a0\r\n\t]/g, (sign) => signs[sign] ?? sign).replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
