/** Words (without their last full stop) that are written with a full stop though no sentence ends there. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Always followed by more of the same sentence: titles before names, "e.g.", "cf.". Lower case. */
export const leading = words(`
  mr mrs ms mx dr drs prof profs rev fr hon pres gov sen rep gen col maj capt cpt cmdr lt sgt cpl pvt adm messrs mme mlle msgr supt insp
  st ste mt vs viz cf ca eg ie e.g i.e v approx incl excl esp resp orig ed eds transl repr abbr
  bzw ggf inkl exkl vgl sog d.h z.b u.a z.t p.ex sra srta ing lic atty det asst assoc dir amb brig cdr comdr cmdr gens cols sens reps
`);

/** Abbreviations only before a number or a single letter: "No. 5" against "No. He stayed." Lower case. */
export const beforeNumber = words(`
  no nos nr p pp pg pgs vol vols ch chap chaps sec secs sect fig figs eq eqs eqn tab art arts ref refs app apps cl para paras
  l ll n nn c d b r vv f ff bk pt pts ex exs ver col cols rm apt ste flt tel ext op opp lect st thm lem prop def cor
  n° nº № sc rs tk pos inv ser bd kap abb abs anm rn ziff lev deut ps isa jer ezek thess heb eph
`);

/** May also end a sentence: the next word decides. Lower case. */
export const trailing = words(`
  inc ltd co corp llc plc bros jr sr esq phd ph.d m.d md b.a m.a b.sc m.sc d.c u.s u.k u.n e.u u.s.a u.s.s.r a.m p.m a.d b.c b.c.e c.e
  ave blvd rd dept univ assn est al ibid govt natl intl mfg dist
  ft oz lb lbs hr hrs min mins max avg temp km cm mm kg mg ml yd yds sq cu misc var spp sp subsp nov
  et.al op.cit loc.cit a.k.a p.s q.v s.v usw etc com adm admin bldg cir pkwy hwy intl pty pte gmbh m.phil b.phil ll.b ll.m gal doz pkg qty
`);

/** Like `trailing`, but only with a capital letter: "Sat." against "he sat." */
export const trailingNames = words(
  'Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Calif Tex Conn Ariz Fla Mich Minn Tenn Okla Colo Penn Wis Ala Ga Va Nev Neb Mass Ill',
);

/** Followed by a capital letter they do end a sentence. Lower case. */
export const endsBeforeCapital = words('etc usw misc ibid');

/** Words that begin sentences and hardly ever continue a name or a title. */
export const sentenceStarters = words(`
  The A An In On At He She It They We I You This That These Those There Then When While After Before As If But And So Or Yet For However
  His Her Its Their Our My Your What Who Whose Why How Where Which By With From To Of No Not All Any Some Most Many Much Each Every One Two
  Once Only Since Because Although Though Until Unless Also Even Perhaps Maybe Today Tomorrow Yesterday Now Here Let Do Does Did Is Are Was
  Were Can Could Would Should Will May Must Have Has Had Both Either Neither Another Other Others Such Nothing Nobody Everyone Everything
  Something Someone Please Yes Well Oh Just During Through Under Over Between Among Against About Within Without Despite Instead Moreover
  Furthermore Nevertheless Meanwhile Later Finally First Second Third Next Still Again Never Always Sometimes Often Usually Like Thus
  Therefore Hence Us Them Him Me Don't Doesn't Didn't Isn't It's He's She's I'm I've I'd I'll We're They're You're That's There's What's
  Let's Don’t Doesn’t Didn’t Isn’t It’s He’s She’s I’m I’ve I’d I’ll We’re They’re You’re That’s There’s What’s Let’s
`);

/** Nouns that a single letter names: in "plan B. Taking …" the letter is not an initial. Lower case. */
export const lettered = words(`
  vitamin plan type option step grade class group part section figure table appendix hepatitis point exhibit team block platform terminal
  room gate building side schedule annex series variant version scenario case sample column row item answer question choice drive
  test war act scene phase stage level size zone key mode step division category
`);

/** Verbs that tell who spoke: `"Stop!" Mary said.` is one sentence. */
export const sayingVerbs = words(`
  said says asked asks cried cries shouted shouts whispered whispers replied replies answered answers called yelled screamed muttered
  murmured exclaimed demanded added continued began snapped laughed sighed gasped growled hissed begged wondered repeated declared insisted
  agreed interrupted thought told put
`);

/** Names that end in an exclamation mark. */
export const exclaimedNames = words('Yahoo Jeopardy Oklahoma Jumbo');

/** In German a number with a full stop before a month is a date: "am 3. Oktober". */
export const germanMonths = words('Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert');

/** Letters with full stops between them: "U.S", "e.g". */
export const dotted = /^(?:\p{L}\.)+\p{L}$/u;

/** Whether a word, without its last full stop, is written with one although no sentence has to end there. */
export function isAbbreviation(word: string): boolean {
  const plain = word.toLowerCase();
  return leading.has(plain) || beforeNumber.has(plain) || mayEnd(word);
}

/** Whether a word, without its last full stop, is an abbreviation that may also end a sentence. */
export function mayEnd(word: string): boolean {
  return trailing.has(word.toLowerCase()) || trailingNames.has(word) || dotted.test(word);
}

/** Whether a word in small letters is certainly no abbreviation. */
export function isPlainWord(word: string): boolean {
  return /^[\p{Ll}’']{3,}$/u.test(word) && /[aeiouyà-ü]/.test(word) && !isAbbreviation(word);
}
