import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** A way to go on from an offset: the end of the match, or −1 where there is none. */
type Next = (at: number) => number;
/** Matches from an offset, forwards or backwards, and goes on; counts its steps. */
type Matcher = (at: number, next: Next) => number;

/** More steps than this are not counted: they are too many anyway. */
const limit = 20_000_000;

/** Rounds of a loop that are followed in all their ways. */
const deepest = 300;

/**
 * The steps that a backtracking matcher takes for one `exec`, which the engine's own clock would only tell as time: each look at a
 * character or an assertion is one. It follows ECMA-262's pattern semantics as V8 does, without that one's shortcuts.
 */
export function regexSteps(pattern: RegExp, text: string): number {
  const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
  return searched(pattern, text, from).steps;
}

/** The same with the place that it finds, so that it can be held against the engine's. */
export function searched(
  { source, flags }: RegExp,
  text: string,
  from: number,
): { readonly steps: number; readonly found: readonly [number, number] | undefined } {
  const run = new Run(text);
  const program = programOf(source, flags);
  const matcher = program(run);
  for (let start = from; start <= text.length; start++) {
    run.groups.clear();
    const end = matcher(start, (at) => at);
    if (end >= 0) return { steps: run.steps, found: [start, end] };
    if (flags.includes('y') || run.steps > limit) break;
  }
  return { steps: run.steps, found: undefined };
}

class Run {
  steps = 0;
  readonly groups = new Map<number, readonly [number, number]>();
  constructor(readonly text: string) {}

  step(): boolean {
    return ++this.steps <= limit;
  }
}

type Program = (run: Run) => Matcher;

const programs = new Map<string, Program>();

function programOf(source: string, flags: string): Program {
  const key = `${flags}/${source}`;
  const known = programs.get(key);
  if (known) return known;
  const parsed = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const compiler = new Compiler(flags);
  const program: Program = (run) => compiler.alternatives(parsed.alternatives, run, false);
  programs.set(key, program);
  return program;
}

/** Characters that one character test accepts: asked of the engine once for each character. */
class CharacterTest {
  /** By code for ASCII: 0 not asked yet, 1 no, 2 yes. */
  readonly #ascii = new Uint8Array(128);
  readonly #others = new Map<string, boolean>();
  readonly #pattern: RegExp;

  constructor(raw: string, flags: string) {
    this.#pattern = new RegExp(
      `^(?:${raw})$`,
      Array.from(flags)
        .filter((flag) => !'gymd'.includes(flag))
        .join(''),
    );
  }

  accepts(character: string): boolean {
    const code = character.charCodeAt(0);
    if (code < 128 && character.length === 1) {
      const known = this.#ascii[code] ?? 0;
      if (known > 0) return known > 1;
      const accepted = matchesNatively(this.#pattern, character);
      this.#ascii[code] = accepted ? 2 : 1;
      return accepted;
    }
    const known = this.#others.get(character) ?? matchesNatively(this.#pattern, character);
    this.#others.set(character, known);
    return known;
  }
}

/** The engine's own, also while a count of steps stands in its place. */
const nativeExec = Reflect.get(RegExp.prototype, 'exec') as (this: RegExp, text: string) => unknown;

function matchesNatively(pattern: RegExp, character: string): boolean {
  return nativeExec.call(pattern, character) !== null;
}

class Compiler {
  readonly #tests = new Map<string, CharacterTest>();

  constructor(private readonly flags: string) {}

  alternatives(all: readonly AST.Alternative[], run: Run, backwards: boolean): Matcher {
    const matchers = all.map(({ elements }) => this.#sequence(backwards ? [...elements].reverse() : elements, run, backwards));
    if (matchers.length === 1) return matchers[0] as Matcher;
    return (at, next) => {
      for (const matcher of matchers) {
        const end = matcher(at, next);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  #sequence(elements: readonly AST.Element[], run: Run, backwards: boolean): Matcher {
    const matchers = elements.map((element) => this.#element(element, run, backwards));
    return matchers.reduceRight<Matcher>(
      (rest, matcher) => (at, next) => matcher(at, (behind) => rest(behind, next)),
      (at, next) => next(at),
    );
  }

  #element(element: AST.Element, run: Run, backwards: boolean): Matcher {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#character(element.raw, run, backwards);
      case 'Quantifier':
        return this.#quantifier(element, run, backwards);
      case 'Group':
        return this.alternatives(element.alternatives, run, backwards);
      case 'CapturingGroup':
        return this.#capture(element, run, backwards);
      case 'Assertion':
        return this.#assertion(element, run);
      case 'Backreference':
        return this.#backreference(element, run);
    }
  }

  /** One character, as a step. @returns where it ends, or −1 */
  #reader(raw: string, run: Run, backwards: boolean): (at: number) => number {
    const test = this.#tests.get(raw) ?? new CharacterTest(raw, this.flags);
    this.#tests.set(raw, test);
    const isUnicode = this.flags.includes('u') || this.flags.includes('v');
    return (at) => {
      if (!run.step()) return -1;
      const character = characterAt(run.text, at, backwards, isUnicode);
      if (character === '' || !test.accepts(character)) return -1;
      return backwards ? at - character.length : at + character.length;
    };
  }

  #character(raw: string, run: Run, backwards: boolean): Matcher {
    const read = this.#reader(raw, run, backwards);
    return (at, next) => {
      const end = read(at);
      return end < 0 ? -1 : next(end);
    };
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier, run: Run, backwards: boolean): Matcher {
    if (element.type.includes('Character')) return this.#repeatedCharacter(element.raw, { min, max, greedy }, run, backwards);
    const once = this.#element(element, run, backwards);
    const repeat = (at: number, count: number, next: Next): number => {
      if (count === deepest && greedy) return this.#repeatedFlat(once, at, next);
      const more = (): number =>
        // An empty round ends a loop.
        count < max ? once(at, (behind) => (behind === at && count >= min ? -1 : repeat(behind, count + 1, next))) : -1;
      if (count < min) return more();
      const [first, second] = greedy ? [more, () => next(at)] : [() => next(at), more];
      const end = first();
      return end >= 0 ? end : second();
    };
    return (at, next) => repeat(at, 0, next);
  }

  /** Many rounds, of each the first way to match only: what is not seen here of other ways shows in the first rounds. */
  #repeatedFlat(once: Matcher, at: number, next: Next): number {
    const ends = [at];
    for (;;) {
      const last = ends.at(-1) as number;
      const end = once(last, (behind) => behind);
      if (end < 0 || end === last) break;
      ends.push(end);
    }
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
      const found = next(end);
      if (found >= 0) return found;
    }
    return -1;
  }

  /** Without recursion, so that long runs of one character need no deep stack. */
  #repeatedCharacter(
    raw: string,
    { min, max, greedy }: { min: number; max: number; greedy: boolean },
    run: Run,
    backwards: boolean,
  ): Matcher {
    const read = this.#reader(raw, run, backwards);
    return (at, next) => {
      const ends = [at];
      const grow = (): boolean => {
        const end = ends.length > max ? -1 : read(ends.at(-1) as number);
        if (end >= 0) ends.push(end);
        return end >= 0;
      };
      while (ends.length <= min) if (!grow()) return -1;
      if (!greedy) {
        do {
          const end = next(ends.at(-1) as number);
          if (end >= 0) return end;
        } while (grow());
        return -1;
      }
      while (grow());
      for (; ends.length > min; ends.pop()) {
        const end = next(ends.at(-1) as number);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  #capture({ alternatives }: AST.CapturingGroup, run: Run, backwards: boolean): Matcher {
    const inner = this.alternatives(alternatives, run, backwards);
    const key = alternatives[0]?.start ?? 0;
    return (at, next) =>
      inner(at, (behind) => {
        const before = run.groups.get(key);
        run.groups.set(key, backwards ? [behind, at] : [at, behind]);
        const end = next(behind);
        if (end < 0) {
          if (before) run.groups.set(key, before);
          else run.groups.delete(key);
        }
        return end;
      });
  }

  #assertion(assertion: AST.Assertion, run: Run): Matcher {
    const holds = this.#holds(assertion, run);
    return (at, next) => (run.step() && holds(at) ? next(at) : -1);
  }

  #holds(assertion: AST.Assertion, run: Run): (at: number) => boolean {
    const { text } = run;
    const isMultiline = this.flags.includes('m');
    switch (assertion.kind) {
      case 'start':
        return (at) => at === 0 || (isMultiline && isLineEnd(text.charCodeAt(at - 1)));
      case 'end':
        return (at) => at === text.length || (isMultiline && isLineEnd(text.charCodeAt(at)));
      case 'word':
        return (at) => (isWord(text, at - 1) !== isWord(text, at)) !== assertion.negate;
      default: {
        const inner = this.alternatives(assertion.alternatives, run, assertion.kind === 'lookbehind');
        return (at) => inner(at, (end) => end) >= 0 !== assertion.negate;
      }
    }
  }

  #backreference({ resolved }: AST.Backreference, run: Run): Matcher {
    const group = Array.isArray(resolved) ? resolved[0] : resolved;
    const key = group?.alternatives[0]?.start ?? 0;
    return (at, next) => {
      const [start, end] = run.groups.get(key) ?? [at, at];
      for (let offset = start; offset < end; offset++) {
        if (!run.step() || run.text.charCodeAt(offset) !== run.text.charCodeAt(at + offset - start)) return -1;
      }
      return next(at + end - start);
    };
  }
}

function characterAt(text: string, at: number, backwards: boolean, isUnicode: boolean): string {
  const from = backwards ? at - 1 : at;
  if (!isUnicode) return text.charAt(from);
  if (!backwards) return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
  const isPair = at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff;
  return isPair ? text.slice(at - 2, at) : text.charAt(from);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

const wordSigns = new Set(Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_', (sign) => sign.charCodeAt(0)));

function isWord(text: string, at: number): boolean {
  return wordSigns.has(text.charCodeAt(at));
}
