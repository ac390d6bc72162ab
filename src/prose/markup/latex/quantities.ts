/** The units of the package siunitx, by how they are printed. Prefixes go before a unit without a space. */
const prefixes: Readonly<Record<string, string>> = {
  ...{ yocto: 'y', zepto: 'z', atto: 'a', femto: 'f', pico: 'p', nano: 'n', micro: 'µ', milli: 'm', centi: 'c', deci: 'd', deca: 'da' },
  ...{ hecto: 'h', kilo: 'k', mega: 'M', giga: 'G', tera: 'T', peta: 'P', exa: 'E', kibi: 'Ki', mebi: 'Mi', gibi: 'Gi', tebi: 'Ti' },
};

const units: Readonly<Record<string, string>> = {
  ...{
    metre: 'm',
    meter: 'm',
    gram: 'g',
    second: 's',
    ampere: 'A',
    kelvin: 'K',
    mole: 'mol',
    candela: 'cd',
    kilogram: 'kg',
    m: 'm',
    s: 's',
  },
  ...{
    hertz: 'Hz',
    newton: 'N',
    pascal: 'Pa',
    joule: 'J',
    watt: 'W',
    coulomb: 'C',
    volt: 'V',
    farad: 'F',
    ohm: 'Ω',
    siemens: 'S',
    weber: 'Wb',
  },
  ...{ tesla: 'T', henry: 'H', lumen: 'lm', lux: 'lx', becquerel: 'Bq', gray: 'Gy', sievert: 'Sv', katal: 'kat', radian: 'rad' },
  ...{
    steradian: 'sr',
    celsius: '°C',
    degreeCelsius: '°C',
    degree: '°',
    arcminute: '′',
    arcsecond: '″',
    minute: 'min',
    hour: 'h',
    day: 'd',
  },
  ...{
    litre: 'L',
    liter: 'L',
    tonne: 't',
    hectare: 'ha',
    electronvolt: 'eV',
    dalton: 'Da',
    bel: 'B',
    decibel: 'dB',
    percent: '%',
    bit: 'bit',
  },
  ...{
    byte: 'B',
    bar: 'bar',
    angstrom: 'Å',
    astronomicalunit: 'au',
    parsec: 'pc',
    neper: 'Np',
    kg: 'kg',
    g: 'g',
    mg: 'mg',
    km: 'km',
    cm: 'cm',
  },
  ...{ mm: 'mm', um: 'µm', nm: 'nm', ms: 'ms', us: 'µs', ns: 'ns', Hz: 'Hz', kHz: 'kHz', MHz: 'MHz', GHz: 'GHz', V: 'V', mV: 'mV', A: 'A' },
  ...{ mA: 'mA', W: 'W', kW: 'kW', J: 'J', kJ: 'kJ', eV: 'eV', keV: 'keV', MeV: 'MeV', GeV: 'GeV', N: 'N', Pa: 'Pa', K: 'K', mol: 'mol' },
};

const modifiers: Readonly<Record<string, string>> = { squared: '²', cubed: '³', square: '', cubic: '', tothe: '^', of: '' };
const unitCommand = /\\([A-Za-z]+)|\{([^{}\\]{0,20})\}|([^\\{}]+)/g;

type Print = (first: string, second: string, third: string) => string;

/** How the commands of siunitx print their arguments. */
const printed: Readonly<Record<string, Print>> = {
  num: numberText,
  numrange: (from, to) => `${numberText(from)} to ${numberText(to)}`,
  numlist: listText,
  numproduct: (numbers) => numberText(numbers).replace(/\s*x\s*/g, ' × '),
  si: unitText,
  unit: unitText,
  SI: quantityText,
  qty: quantityText,
  SIrange: rangeText,
  qtyrange: rangeText,
  SIlist: (numbers, unit) => quantityText(listText(numbers), unit),
  qtylist: (numbers, unit) => quantityText(listText(numbers), unit),
  ang: angleText,
};

/** What a command of siunitx prints, such as "5 km" for `\SI{5}{\kilo\metre}`; `undefined` for another command. */
export function quantityOf(name: string, [first = '', second = '', third = '']: readonly string[]): string | undefined {
  return Object.hasOwn(printed, name) ? printed[name]?.(first, second, third) : undefined;
}

function numberText(source: string): string {
  return source
    .replace(/\\pm|\+-/g, '±')
    .replace(/[{}]/g, '')
    .trim();
}

function quantityText(number: string, unit: string): string {
  const text = unitText(unit);
  return `${numberText(number)}${/^[°′″]$/.test(text) ? '' : ' '}${text}`;
}

function rangeText(from: string, to: string, unit: string): string {
  return `${quantityText(from, unit)} to ${quantityText(to, unit)}`;
}

function listText(source: string): string {
  const numbers = source.split(';').map(numberText);
  return [numbers.slice(0, -1).join(', '), ...numbers.slice(-1)].filter((part) => part !== '').join(' and ');
}

function angleText(source: string): string {
  const signs = ['°', '′', '″'];
  const parts = source.split(';').map(numberText);
  return parts.map((part, index) => (part === '' ? '' : `${part}${signs[index] ?? ''}`)).join('');
}

/** "kg m/s²" for `\kilo\gram\metre\per\second\squared`; of a unit that is not known, its name. */
function unitText(source: string): string {
  let text = '';
  let power = '';
  let join = '';
  for (const [, name, braced, literal] of source.matchAll(unitCommand)) {
    if (name === undefined) text += braced ?? (literal ?? '').replaceAll(/[.~]/g, ' ').replace(/\^2/g, '²').replace(/\^3/g, '³');
    else if (name === 'per') join = '/';
    else if (Object.hasOwn(modifiers, name)) {
      text += modifiers[name] ?? '';
      power = name === 'square' ? '²' : name === 'cubic' ? '³' : power;
    } else if (Object.hasOwn(prefixes, name)) {
      text += `${separator(text, join)}${prefixes[name] ?? ''}`;
      join = 'prefixed';
    } else {
      text += `${join === 'prefixed' ? '' : separator(text, join)}${Object.hasOwn(units, name) ? (units[name] ?? '') : name}${power}`;
      [power, join] = ['', ''];
    }
  }
  return text.trim();
}

function separator(text: string, join: string): string {
  return join === '/' ? '/' : text === '' || text.endsWith(' ') ? '' : ' ';
}
