import { afterEach, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../src/common/cancellation.js';
import { ServerConnection, type ServerOptions } from '../../../src/remote/server/serverConnection.js';
import { serverAddress } from '../../../src/remote/server/serverAddress.js';
import { ServerFailure } from '../../../src/remote/server/serverFailure.js';
import { type Script, ScriptedServer } from '../../util/servers/scriptedServer.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await ScriptedServer.start(script);
  open.push(server);
  return server;
}

async function connect(url: string, options: Partial<ServerOptions> = {}, environment = {}): Promise<ServerConnection> {
  const connection = await ServerConnection.open(environment, { address: serverAddress(url), ...options });
  open.push(connection);
  return connection;
}

async function failureOf(work: Promise<unknown>): Promise<ServerFailure> {
  const error: unknown = await work.then(() => undefined, (thrown: unknown) => thrown); // prettier-ignore
  expect(error).toBeInstanceOf(ServerFailure);
  return error as ServerFailure;
}

async function read(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('An answer that is none', () => {
  const json = '{"error": {"message": "the key sk-secret is wrong"}}';
  test.each([
    [401, json, {}, 'refused', /does not accept the key.*It says: the key … is wrong\./],
    [403, '<html>no</html>', {}, 'refused', /does not accept the key \(403\)\. Check the key/],
    [404, '{"detail":"Not Found"}', {}, 'refused', /no such model or address \(404\)\. It says: Not Found\./],
    [408, '', {}, 'passing', /could not answer now \(408\)/],
    [413, '{"error":"too long"}', {}, 'refused', /finds the text too long/],
    [422, '{"detail":[{"msg":"x"}]}', {}, 'refused', /cannot do what it was asked \(422\)/],
    [424, '{"error":"queue"}', {}, 'passing', /could not answer now \(424\)\. It says: queue\./],
    [429, '', {}, 'passing', /too many requests/],
    [429, '', { 'retry-after': '7' }, 'passing', /too many requests/, 7000],
    [429, '', { 'retry-after-ms': '250', 'retry-after': '1' }, 'passing', /too many requests/, 250],
    [429, '', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m1.5s', 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' }, 'passing', /too many requests/, 61_500], // prettier-ignore
    [429, '', { 'x-ratelimit-remaining-requests': '9', 'x-ratelimit-reset-requests': '1h' }, 'passing', /too many requests/],
    [422, '{"error":"Input validation error","error_type":"validation"}', {}, 'refused', /\(422\)\. It says: Input validation error\./],
    [400, '{"object":"error","message":"The model does not exist.","code":400}', {}, 'refused', /\(400\)\. It says: The model does not exist\./], // prettier-ignore
    [500, 'oops', {}, 'passing', /has trouble \(500\)/],
    [503, '<!doctype html><p>sk-secret', { 'retry-after': 'soon' }, 'passing', /has trouble \(503\)\. Try/],
  ] as const)('%i is told as what it is', async (status, body, headers, kind, message, retryAfterMs?: number) => {
    const server = await serve((_, response) => void response.writeHead(status, headers).end(body));
    const connection = await connect(server.url, { key: 'sk-secret' });
    const failure = await failureOf(connection.post('/v1/completions', { prompt: 'x' }));
    expect(failure).toMatchObject({ kind, retryAfterMs });
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('sk-secret');
    // No text is sent twice to a server that said no.
    expect(server.seen).toHaveLength(1);
  });

  test('a wait until a date counts from now, also where the clocks differ', async () => {
    const server = await serve((_, response) => void response.writeHead(503, { 'retry-after': 'Mon, 01 Jan 2001 00:00:00 GMT' }).end());
    expect((await failureOf((await connect(server.url)).get('/'))).retryAfterMs).toBe(0);
  });

  test('a page for a browser, or half a JSON text, is broken', async () => {
    for (const [body, message] of [
      ['<html>sign in</html>', /a page for a browser/],
      ['{"choices": [', /it is no JSON/],
    ] as const) {
      // prettier-ignore
      const server = await serve((_, response) => void response.writeHead(200).end(body));
      const failure = await failureOf((await connect(server.url)).get('/'));
      expect(failure).toMatchObject({ kind: 'passing', isBroken: true });
      expect(failure.message).toMatch(message);
    }
  });
});

describe('A server that is not there', () => {
  test.each([
    ['http://no-such-host.invalid', /was not found/],
    ['http://127.0.0.1:1', /refuses the connection/],
  ])('%s', async (url, message) => {
    const failure = await failureOf((await connect(url)).get('/v1/models'));
    expect(failure.kind).toBe('passing');
    expect(failure.message).toMatch(message);
  });

  test('resets in the middle', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200);
      response.write('{"a":');
      setImmediate(() => response.destroy());
    });
    expect((await failureOf((await connect(server.url)).get('/'))).message).toMatch(/closed the connection|could not be reached/);
  });

  test('hangs for ever', async () => {
    const server = await serve(() => undefined);
    expect((await failureOf((await connect(server.url, { answerMs: 50 })).get('/'))).message).toMatch(/did not finish its answer in time/);
  });

  test('has no end', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(1 << 20), more);
      };
      more();
    });
    expect((await failureOf((await connect(server.url)).get('/'))).message).toMatch(/longer than 64 MiB/);
  });
});

describe('A server that redirects', () => {
  test('to another host gets nothing sent on', async () => {
    const other = await serve((_, response) => void response.end('{}'));
    const server = await serve((_, response) => void response.writeHead(307, { location: `${other.url}/v1/completions` }).end());
    const failure = await failureOf((await connect(server.url, { key: 'sk-secret' })).post('/v1/completions', { prompt: 'private' }));
    expect(failure.message).toMatch(/redirects to .* which was not named/);
    expect(other.seen).toEqual([]);
  });

  test('within itself is followed', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(308, { location: '/b' }).end();
      else response.end('{"ok":true}');
    });
    expect(await (await connect(server.url)).post('/a', {})).toEqual({ ok: true });
  });
});

describe('Events', () => {
  const streamed = async (...pieces: (string | Buffer)[]): Promise<unknown[]> => {
    const server = await serve((_, response) => {
      response.writeHead(200);
      const next = (at: number): void => {
        const piece = pieces[at];
        if (piece === undefined) response.end();
        else response.write(piece, () => setImmediate(() => next(at + 1)));
      };
      next(0);
    });
    return read((await connect(server.url)).stream('/', {}, 'events'));
  };

  test.each<[string, (string | Buffer)[], unknown[]]>([
    ['as most servers write them', ['data: {"a":1}\n\ndata: {"a":2}\n\ndata: [DONE]\n\n'], [{ a: 1 }, { a: 2 }]],
    ['with comments, other fields, and lines that end as on Windows', [': ping\r\n\r\nevent: x\r\nid: 1\r\ndata:{"a":1}\r\n\r\n'], [{ a: 1 }]], // prettier-ignore
    ['without a blank line at the end', ['data: {"a":1}'], [{ a: 1 }]],
    ['over several lines', ['data: {"a":\ndata: 1}\n\n'], [{ a: 1 }]],
    [
      'cut inside a character',
      [Buffer.from('data: {"a":"é"}\n\n').subarray(0, 12), Buffer.from('data: {"a":"é"}\n\n').subarray(12)],
      [{ a: 'é' }],
    ],
    ['cut between the two signs that end a line', ['data: {"a":1}\r', '\n\r\n'], [{ a: 1 }]],
    ['with something after the end', ['data: [DONE]\n\ndata: {"late":true}\n\n'], []],
  ])('%s', async (_, pieces, expected) => expect(await streamed(...pieces)).toEqual(expected));

  test('an event without an end is given up', async () => {
    const failure = await failureOf(streamed('data: ', ...Array.from({ length: 6 }, () => 'x'.repeat(1 << 20))));
    expect(failure.message).toMatch(/an event without an end/);
  });

  test('broken data ends the stream', async () => {
    expect((await failureOf(streamed('data: {"a":1}\n\ndata: {oops\n\n'))).message).toMatch(/it is no JSON/);
  });

  test('a cancel closes the connection', async () => {
    const closed = new Promise<void>((resolve) => {
      void serve((_, response) => {
        response.on('close', resolve);
        response.writeHead(200);
        response.write('data: {"a":1}\n\n');
      }).then(async ({ url }) => {
        const source = new CancellationSource();
        const events = (await connect(url)).stream('/', {}, 'events', source.token);
        expect(await events.next()).toEqual({ done: false, value: { a: 1 } });
        source.cancel();
        await expect(events.next()).rejects.toMatchObject({ code: 'cancelled' });
      });
    });
    await closed;
  });

  test('who stops reading ends the server’s work', async () => {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    const server = await serve((_, response) => {
      response.on('close', resolve);
      response.writeHead(200);
      response.write('data: {"a":1}\n\n');
    });
    for await (const event of (await connect(server.url)).stream('/', {}, 'events')) {
      expect(event).toEqual({ a: 1 });
      break;
    }
    await promise;
  });
});

test('Where the network is switched off nothing is asked', async () => {
  await expect(connect('http://127.0.0.1:1', {}, { CLOZE_NETWORK: 'off' })).rejects.toMatchObject({ code: 'network' });
});

test.each([
  ['http://localhost:8000', 'http://localhost:8000', true],
  ['https://host.example/v1/', 'https://host.example', false],
  ['http://127.0.0.1:11434/proxy/v1', 'http://127.0.0.1:11434/proxy', true],
  ['http://[::1]:8080', 'http://[::1]:8080', true],
])('The address %s is read', (text, base, isLocal) => expect(serverAddress(text)).toMatchObject({ base, isLocal }));

test.each(['localhost:8000', 'ftp://host', 'https://me:password@host.example', 'http://host/?key=1', ''])(
  'The address "%s" is refused without repeating it',
  (text) => {
    expect(() => serverAddress(text)).toThrow(/^The address of a server must/);
    try {
      serverAddress(text);
    } catch (error) {
      expect(String(error)).not.toContain('password@');
    }
  },
);
