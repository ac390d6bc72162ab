import { describe, expect, test } from 'vitest';
import { isEnglish } from '../../../../src/writing/flow/english.js';

const english = {
  'a novel':
    'Outside the sun was sinking low and the west was blazing with scarlet and gold, and its reflection was shot back by distant pools.',
  'a dialogue': '“I don’t know what you mean,” she said, and she put down her cup. “You’ll have to ask him about that when he comes in.”',
  'a manual':
    'Choose the Browse button to navigate to any folder that contains a custom component, and then click OK to add it to the project.',
  'an abstract':
    'We propose a method for estimating sparse covariance matrices from incomplete observations, and prove that it is consistent under weak assumptions.',
  'a text full of names':
    'Anna Karenina, Stepan Arkadyevitch and Konstantin Levin were in Moscow that winter, where Kitty Shtcherbatskaya had her first ball.',
};

const other = {
  German:
    'Draußen ging die Sonne unter, und der Westen stand in Flammen von Scharlach und Gold, während die fernen Teiche das Licht zurückwarfen.',
  French:
    'Dehors, le soleil se couchait et l’ouest flamboyait d’écarlate et d’or, tandis que les étangs lointains renvoyaient son reflet rougeâtre.',
  Spanish:
    'Afuera el sol se ponía y el oeste ardía con escarlata y oro, mientras los estanques lejanos devolvían su reflejo en manchas rojizas.',
  Italian:
    'Fuori il sole stava tramontando e l’ovest ardeva di scarlatto e d’oro, mentre gli stagni lontani ne rimandavano il riflesso rossastro.',
  Dutch:
    'Buiten zakte de zon en het westen stond in vlam van scharlaken en goud, terwijl de verre plassen het licht in rode vlekken weerkaatsten.',
  Swedish:
    'Utanför höll solen på att gå ner och västern flammade i scharlakan och guld, medan de avlägsna dammarna kastade tillbaka ljuset.',
  Portuguese:
    'Lá fora o sol se punha e o oeste ardia em escarlate e ouro, enquanto as lagoas distantes devolviam o seu reflexo em manchas vermelhas.',
  Latin:
    'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae appellantur.',
  Russian: 'Снаружи солнце садилось, и запад пылал багрянцем и золотом, а далёкие пруды отражали его красноватыми пятнами среди болот.',
  Greek: 'Έξω ο ήλιος έδυε και η δύση έλαμπε κόκκινη και χρυσή, ενώ οι μακρινές λίμνες αντανακλούσαν το φως μέσα στους μεγάλους βάλτους.',
};

describe('English is told', () => {
  test.each(Object.entries(english))('in %s', (_, text) => expect(isEnglish(text)).toBe(true));
  test.each(Object.entries(other))('from %s', (_, text) => expect(isEnglish(text)).toBe(false));
  test('in no text that is too short', () => {
    for (const text of ['', 'Yes.', 'The harbour was quiet.', '🚢 42']) expect(isEnglish(text)).toBeUndefined();
  });
});
