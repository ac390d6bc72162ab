/**
 * British and American spellings, as families of words that change in the same way. Words that are spelt alike in one of
 * the two although they look like the family ("humorous", "honorary", "analyses" as a noun) are left out, and so are words
 * whose American form is an ordinary British word too ("meter", "tire", "check").
 */

/** A British and the American spelling of the same word. */
export type SpellingPair = readonly [british: string, american: string];

/** Which choice a pair is about: Oxford English writes "colour" with "organize", so verbs in -ise stand apart. */
export type SpellingVariety = 'general' | 'ise';

const list = (words: string): string[] => words.trim().split(/\s+/);

/** Each stem with each ending; a family says how British and American stems and endings differ. */
function family(stems: string, endings: string, spell: (stem: string, ending: string) => SpellingPair): SpellingPair[] {
  return list(stems).flatMap((stem) => list(endings).map((ending) => spell(stem, ending === '-' ? '' : ending)));
}

/** Pairs that stand two spaces or a line apart. */
function pairs(text: string): SpellingPair[] {
  return text
    .trim()
    .split(/\s{2,}/)
    .map((pair) => pair.split(' '))
    .map(([british = '', american = british]): SpellingPair => [british, american]);
}

const our = family(
  'arm behavi cand clam col endeav fav ferv flav harb hon hum lab neighb od parl ranc rig rum sav savi splend tum val vap vig',
  '- s ed ing er ers ful fully less able ably ite ites ites hood hoods al ally y',
  (stem, ending) => [`${stem}our${ending}`, `${stem}or${ending}`],
);

const re = family('cent theat fib lit calib lust somb spect meag sab scept', '- s d', (stem, ending) => [
  `${stem}re${ending}`,
  `${stem}er${ending === 'd' ? 'ed' : ending}`,
]);

const doubled = family(
  'travel cancel label model signal level fuel quarrel tunnel counsel marvel dial channel shovel total rival pedal panel libel marshal funnel ' +
    'chisel swivel unravel snivel grovel shrivel revel duel bevel initial jewel equal',
  'ed ing er ers or ors ous',
  (stem, ending) => [`${stem}l${ending}`, stem + ending],
);

const ise = family(
  'agon apolog author brutal capital categor central character civil colon computer critic custom dramat econom emphas energ ' +
    'external familiar fertil final formal general global harmon homogen hospital human hypnot hypothes ideal immun industrial ' +
    'initial internal item jeopard legal local marginal material maxim mechan memor mesmer minim mobil modern monopol national neutral ' +
    'normal optim organ patron penal personal philosoph polar popular priorit public random rational real recogn reorgan revolution ' +
    'romantic sanit satir scrutin social special stabil standard steril summar symbol sympath synchron tantal terror theor util ' +
    'vandal victim visual vocal digit digital',
  'e es ed er ers ing able ation ations ational',
  (stem, ending) => [`${stem}is${ending}`, `${stem}iz${ending}`],
);

const yse = family('anal paral catal electrol', 'e ed er ers ing', (stem, ending) => [`${stem}ys${ending}`, `${stem}yz${ending}`]);

const ogue = family('catal anal', '- s', (stem, ending) => [`${stem}ogue${ending}`, `${stem}og${ending}`]);

const single = pairs(`
  grey gray  greys grays  greyed grayed  greyish grayish  greyness grayness
  defence defense  defences defenses  defenceless defenseless  offence offense  offences offenses  pretence pretense  pretences pretenses
  centring centering  manoeuvre maneuver  manoeuvres maneuvers  manoeuvred maneuvered  manoeuvring maneuvering
  plough plow  ploughs plows  ploughed plowed  ploughing plowing  mould mold  moulds molds  moulded molded  mouldy moldy
  smoulder smolder  smouldered smoldered  smouldering smoldering  moustache mustache  moustaches mustaches
  aluminium aluminum  pyjamas pajamas  sceptic skeptic  sceptics skeptics  sceptical skeptical  scepticism skepticism
  sulphur sulfur  cosy cozy  cosier cozier  cosily cozily  ageing aging  enrol enroll  enrols enrolls  enrolment enrollment
  fulfil fulfill  fulfils fulfills  fulfilment fulfillment  skilful skillful  skilfully skillfully  wilful willful  wilfully willfully
  instalment installment  instalments installments  foetus fetus  foetal fetal  paediatric pediatric  anaemia anemia  anaesthetic anesthetic
  encyclopaedia encyclopedia  oestrogen estrogen  diarrhoea diarrhea  haemoglobin hemoglobin  leukaemia leukemia
  artefact artifact  artefacts artifacts  mum mom  mums moms  mummy mommy  aeroplane airplane  aeroplanes airplanes
  jewellery jewelry  woollen woolen  maths math
  whilst while  amongst among  towards toward  afterwards afterward  backwards backward  forwards forward
  learnt learned  burnt burned  dreamt dreamed  spelt spelled  spoilt spoiled  leapt leaped
  tyre tire  kerb curb  storey story  storeys stories  cheque check  cheques checks  programme program  programmes programs
  metre meter  metres meters  kilometre kilometer  kilometres kilometers  litre liter  litres liters  licence license  licences licenses
`);

/** American words that are British words as well: not evidence, and not changed. */
export const americanInBoth: ReadonlySet<string> = new Set(
  list(`
    while among toward afterward backward forward learned burned dreamed spelled spoiled leaped tire curb story stories check checks program
    programs meter meters license licenses math mommy
  `),
);

/** British words that Americans write as well. */
export const britishInBoth: ReadonlySet<string> = new Set(
  list('towards afterwards backwards forwards burnt leapt dreamt storey amongst spelt mummy theatre theatres catalogue catalogues'),
);

export const spellingPairs: Readonly<Record<SpellingVariety, readonly SpellingPair[]>> = {
  general: [...our, ...re, ...doubled, ...yse, ...ogue, ...single],
  ise,
};
