/** How much of a text tells its language. */
const reach = 4000;

/** Fewer words than this say little. */
const minWords = 8;

/** Of running text at least so many words are among the frequent ones of its language. */
const minShare = 0.15;

/** Scripts that tell the language, or nearly so; of several that a text has, the first of these. */
const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['fa', /[پچژگ]/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['uk', /[іїєґ]/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** So large a part of the letters, of a script or of letters that only one language of it has. */
const shareOf: Readonly<Record<string, number>> = { ja: 0.15, fa: 0.02, uk: 0.02 };
const usualShare = 0.5;

/** Frequent words of languages in Latin script. */
const frequent: Readonly<Record<string, ReadonlySet<string>>> = {
  en: wordsOf(
    'the of and to a in is that it for as was with be by on not he his but at are this have from or had an they which you were her all she there',
  ),
  de: wordsOf(
    'der die das und nicht ist ein eine einen mit auf für von zu den dem ich sie wir auch sich aber wie nach bei über zum zur im wird sind war es er des',
  ),
  fr: wordsOf(
    'le la les de des du un une et est dans que qui pour pas sur avec ce cette il elle je nous vous sont était au aux mais où se ne à en plus',
  ),
  es: wordsOf('el la los las de del y que en un una es por con para como más pero su lo al no se ella era muy le había sus fue'),
  it: wordsOf('il lo la i gli le di e che non è un una della del per sono nel anche più ma si con da come era in dei alla al ha'),
  pt: wordsOf('o a os as de do da dos das e que não um uma em no na com para por se mais como mas ao ele ela era à foi seu sua'),
  nl: wordsOf('de het een en van in is niet dat op te zijn met voor ook naar maar aan er hij ze was die als bij om door dan'),
  sv: wordsOf('och att det som är på av för inte till jag en ett den har med de var han hon om sig men från så'),
  da: wordsOf('og at det er på af for ikke til jeg en et den har med de var han hun om sig men fra så blev'),
  no: wordsOf('og at det er på av for ikke til jeg en et den har med de var han hun om seg men fra så ble'),
  fi: wordsOf('ja on ei se että oli hän joka mutta kun niin myös ovat hänen ole mitä sen tai vain kuin jo nyt'),
  pl: wordsOf('i w na z się nie do że to jest o jak ale po co tak za od jego przez był było dla już tylko'),
  cs: wordsOf('a se v na je že to s z do o i ale jako by po si jsem byl byla bylo jeho která který už když'),
  hu: wordsOf('a az és hogy nem is egy volt ez meg csak de mint már még ha vagy el azt aki mert lesz'),
  ro: wordsOf('și de la în a cu pe nu că o un este care mai din pentru ce se lui era au fost ca dar sau'),
  tr: wordsOf('ve bir bu da de için ile ne gibi daha çok en kadar sonra o ama var olan olarak değil mi her'),
  id: wordsOf('yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada mereka saya dia oleh sudah'),
  vi: wordsOf('và của là có không được trong một những cho người các với khi này đã ở từ như đến cũng'),
  ca: wordsOf('el la els les de del i que en un una és per amb com més però no se ho al va seu aquest també'),
};

/** How much more a language has to be told by its words than the second one. */
const clearLead = 1.5;

/**
 * The language of a text as a code of ISO 639-1, told by its script and its frequent words; undefined where it is too short to tell, mixed, or
 * in a language that this does not know.
 */
export function textLanguage(text: string): string | undefined {
  const told = text.slice(-reach);
  const letters = told.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 12) return undefined;
  const script = scripts.find(([language, pattern]) => (told.match(pattern)?.length ?? 0) >= (shareOf[language] ?? usualShare) * letters);
  return script?.[0] ?? latinLanguage(told);
}

function latinLanguage(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length < minWords) return undefined;
  const scores = new Map(Object.keys(frequent).map((language) => [language, { language, known: 0, weight: 0 }]));
  for (const word of words) {
    const owners = Object.entries(frequent).filter(([, known]) => known.has(word));
    for (const [language] of owners) {
      const score = scores.get(language);
      if (score === undefined) continue;
      score.known++;
      // A word that several languages have says less.
      score.weight += 1 / owners.length;
    }
  }
  const [best, second] = [...scores.values()].sort((a, b) => b.weight - a.weight);
  if (best === undefined || second === undefined || best.known < minShare * words.length) return undefined;
  return best.weight >= clearLead * second.weight ? best.language : undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
