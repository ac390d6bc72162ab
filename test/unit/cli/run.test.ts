import { describe, expect, test } from 'vitest';
import type { Arguments } from '../../../src/cli/arguments.js';
import type { Command } from '../../../src/cli/command.js';
import { commands } from '../../../src/cli/commands/all.js';
import { run } from '../../../src/cli/run.js';
import { cancelledError, ClozeError } from '../../../src/common/clozeError.js';
import { TestTerminal } from './testTerminal.js';

/** A command that answers with what it was given, or does what a test wants. */
function echo(act?: (args: Arguments) => { json: unknown; exitCode?: 0 | 1 }): Command {
  return {
    name: 'say again',
    operands: '[WORD]',
    operandCount: [0, 1],
    summary: 'Says it again.',
    options: {
      json: { help: 'JSON.' },
      count: { value: 'N', default: '3', help: 'How often.' },
      warmth: { value: 'X', help: 'How warmly.' },
      tone: { value: 'high|low', short: 't', help: 'The tone.' },
    },
    run: (args) => {
      const answer = act?.(args) ?? {
        json: {
          operands: args.operands,
          count: args.integer('count', 1, 10),
          warmth: args.number('warmth', 0, 2),
          tone: args.choice('tone', ['high', 'low']),
        },
      };
      return Promise.resolve({ ...answer, text: () => 'said\n' });
    },
  };
}

async function cloze(words: string, command = echo()): Promise<{ code: number; output: string; messages: string }> {
  const terminal = new TestTerminal();
  const code = await run(words === '' ? [] : words.split(' '), [command], terminal);
  return { code, output: terminal.output, messages: terminal.messages };
}

describe('a command line that is right', () => {
  test.each([
    ['say again --json', { operands: [], count: 3 }],
    ['say again hello --json', { operands: ['hello'], count: 3 }],
    ['say again - --json', { operands: ['-'], count: 3 }],
    ['say again --json --count 7 --warmth=.5 -t low', { operands: [], count: 7, warmth: 0.5, tone: 'low' }],
    ['say again --json -- --count', { operands: ['--count'], count: 3 }],
    ['--json say again hello', { operands: ['hello'], count: 3 }],
    ['--count 7 --json say again hello', { operands: ['hello'], count: 7 }],
    ['-t low say --json again --warmth=.5 hello', { operands: ['hello'], count: 3, warmth: 0.5, tone: 'low' }],
    ['--json say again say', { operands: ['say'], count: 3 }],
  ])('%s', async (words, expected) => {
    const { code, output } = await cloze(words);
    expect({ code, value: JSON.parse(output) as unknown }).toEqual({ code: 0, value: expected });
  });

  test('prints text for people without --json', async () => {
    expect(await cloze('say again')).toEqual({ code: 0, output: 'said\n', messages: '' });
  });

  test('takes --json after -- as an operand', async () => {
    expect(await cloze('say again -- --json')).toMatchObject({ output: 'said\n' });
  });

  test('exits with 1 when the command has findings', async () => {
    expect(
      await cloze(
        'say again',
        echo(() => ({ json: null, exitCode: 1 })),
      ),
    ).toMatchObject({ code: 1 });
  });
});

describe('a command line that is wrong is explained and exits with 2', () => {
  test.each([
    ['', 'Specify a command'],
    ['--tone low', 'Specify a command'],
    ['sing', '"sing" is not a command. Commands: say again.'],
    ['say', '"say" is not a command. Commands: say again.'],
    ['say --tone low once', '"say once" is not a command. Commands: say again.'],
    ['--loud say again', "Unknown option '--loud'. See: cloze say again --help"],
    ['say again a b', 'does not know what to do with "b"'],
    ['say again --loud', "Unknown option '--loud'. See: cloze say again --help"],
    ['say again --count', "Option '--count <value>' argument missing. See"],
    ['say again --count -1', "use '--count=-XYZ'"],
    ['say again --count 11', '--count must be a number from 1 to 10, not "11".'],
    ['say again --count 2.5', '--count must be a whole number, not 2.5.'],
    ['say again --count two', '--count must be a number from 1 to 10, not "two".'],
    ['say again --count 0x2', 'not "0x2"'],
    ['say again --count=', 'not ""'],
    ['say again --warmth NaN', 'not "NaN"'],
    ['say again --tone middle', '--tone must be high or low, not "middle".'],
  ])('%s', async (words, message) => {
    const { code, output, messages } = await cloze(words);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(messages).toContain(message);
  });

  test('also as one JSON object when JSON is asked for', async () => {
    const { code, output } = await cloze('say again --json --count 11');
    expect(code).toBe(2);
    expect(JSON.parse(output)).toEqual({ error: { code: 'bad-request', message: '--count must be a number from 1 to 10, not "11".' } });
  });
});

describe('a failure has its own exit code', () => {
  test.each([
    [new ClozeError({ code: 'model-not-found', message: 'No such model.' }), 2, 'No such model.'],
    [new ClozeError({ code: 'engine-failed-to-load', message: 'No library.' }), 3, 'No library.'],
    [cancelledError(), 130, 'cancelled'],
    [new TypeError('x is undefined'), 3, 'because of a bug in Cloze. TypeError: x is undefined'],
  ])('%s', async (error, code, message) => {
    const found = await cloze(
      'say again',
      echo(() => {
        throw error;
      }),
    );
    expect(found.code).toBe(code);
    expect(found.messages).toContain(message);
  });
});

describe('help', () => {
  test.each(['--help', '-h', 'help', 'say --help', 'help say'])('%s lists the commands', async (words) => {
    const { code, output } = await cloze(words);
    expect(code).toBe(0);
    expect(output).toContain('cloze say again [WORD]');
    expect(output).toContain('Exit codes');
  });

  test.each(['say again --help', 'help say again', 'say again x -h', '--help say again', '--count 3 help say again'])(
    '%s shows the options',
    async (words) => {
      const { output } = await cloze(words);
      expect(output).toContain('-t, --tone high|low');
      expect(output).toContain('How often. (default: 3)');
    },
  );

  test('the version is that of the package', async () => {
    expect((await cloze('--version')).output).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse((await cloze('--json --version')).output)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string });
  });

  test('states each exit code', async () => {
    const { output } = await cloze('--help');
    expect(
      output
        .slice(output.indexOf('Exit codes'))
        .match(/^ +\d+/gm)
        ?.map(Number),
    ).toEqual([0, 1, 2, 3, 130]);
  });
});

test('an option takes a value in all commands or in none, so that it can stand before the command', () => {
  const kinds = new Map<string, Set<boolean>>();
  for (const command of commands) {
    for (const [name, { value }] of Object.entries(command.options))
      kinds.set(name, (kinds.get(name) ?? new Set()).add(value !== undefined));
  }
  expect(kinds.size).toBeGreaterThan(0);
  expect([...kinds].filter(([, kind]) => kind.size > 1).map(([name]) => name)).toEqual([]);
});
