/** What ties a sentence to the one before when it begins with it. */
const connectives =
  /^["“‘'(]*(?:however|therefore|thus|hence|consequently|accordingly|moreover|furthermore|besides|additionally|nevertheless|nonetheless|otherwise|instead|meanwhile|similarly|likewise|conversely|indeed|finally|then|also|again|still|yet|but|and|or|so|for example|for instance|in addition|in contrast|in fact|in other words|in this (?:case|way|example)|in that case|as a result|as such|on the other hand|on the contrary|at the same time|at last|at this point|after that|after this|because of (?:this|that)|for this reason|to this end|that is|first|second|third|next|later|soon|afterwards?|presently|now|here|there)\b/iu;

export function beginsWithConnective(sentence: string): boolean {
  return connectives.test(sentence);
}
