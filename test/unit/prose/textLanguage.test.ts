import { describe, expect, test } from 'vitest';
import { textLanguage } from '../../../src/prose/textLanguage.js';

/** Sentences of each language, as writers write them. */
const samples: Readonly<Record<string, string>> = {
  en: 'The keeper climbed the stairs every evening, lit the lamp and looked out at the sea, which was as dark as the sky.',
  de: 'Der Wärter stieg jeden Abend die Treppe hinauf, zündete die Lampe an und sah auf das Meer, das so dunkel war wie der Himmel.',
  fr: "Le gardien montait l'escalier chaque soir, allumait la lampe et regardait la mer, qui était aussi sombre que le ciel.",
  es: 'El farero subía la escalera cada noche, encendía la lámpara y miraba el mar, que estaba tan oscuro como el cielo.',
  it: 'Il guardiano saliva le scale ogni sera, accendeva la lampada e guardava il mare, che era scuro come il cielo.',
  pt: 'O faroleiro subia a escada todas as noites, acendia a lâmpada e olhava para o mar, que não era mais claro do que o céu.',
  nl: 'De wachter klom elke avond de trap op, stak de lamp aan en keek naar de zee, die net zo donker was als de hemel.',
  sv: 'Väktaren gick upp för trappan varje kväll, tände lampan och såg ut över havet, som var lika mörkt som himlen och det var tyst.',
  pl: 'Latarnik co wieczór wchodził po schodach, zapalał lampę i patrzył na morze, które nie było jaśniejsze od nieba, a potem szedł do domu.',
  fi: 'Vartija nousi portaita joka ilta, sytytti lampun ja katsoi merelle, joka oli yhtä pimeä kuin taivas, mutta hän ei ollut yksin.',
  ru: 'Смотритель каждый вечер поднимался по лестнице, зажигал лампу и смотрел на море.',
  uk: 'Доглядач щовечора піднімався сходами, запалював лампу і дивився на море, яке було таке ж темне.',
  el: 'Ο φύλακας ανέβαινε κάθε βράδυ τη σκάλα και άναβε τη λάμπα.',
  ja: '灯台守は毎晩階段を上り、ランプに火をつけて海を眺めた。',
  zh: '灯塔看守人每天晚上爬上楼梯，点亮灯，眺望大海。',
  ko: '등대지기는 매일 저녁 계단을 올라 등불을 켜고 바다를 바라보았다.',
  ar: 'كان حارس المنارة يصعد الدرج كل مساء ويشعل المصباح وينظر إلى البحر.',
  hi: 'रखवाला हर शाम सीढ़ियाँ चढ़ता था और दीपक जलाता था।',
};

describe('The language of a text', () => {
  test.each(Object.entries(samples))('%s is told by a sentence', (language, text) => {
    expect(textLanguage(text)).toBe(language);
  });

  test.each([
    ['nothing', ''],
    ['a few words', 'Le gardien.'],
    ['numbers and signs', '1,250.00 € … 42 % — 3 + 4 = 7'],
    ['program code', 'const a = b.map((x) => x + 1); return a.filter(Boolean).length;'],
    ['two languages', `${samples['de'] ?? ''} ${samples['en'] ?? ''}`],
  ])('is not told by %s', (_, text) => {
    expect(textLanguage(text)).toBeUndefined();
  });

  test('is that of its end', () => {
    expect(textLanguage((samples['en'] ?? '').repeat(40) + (samples['fr'] ?? '').repeat(40))).toBe('fr');
  });
});
