import type { IncomingMessage } from 'node:http';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../util/localHub.js';
import { certificateFile, send } from '../../util/localHub.js';
import { startProxy } from '../../util/localProxy.js';
import { content, Pulls, weights } from './pulls.js';

let pulls: Pulls;
beforeEach(async () => {
  pulls = await Pulls.start();
});
afterEach(() => pulls.end());

const isWeights = (content: Uint8Array | undefined): content is Uint8Array => content?.length === weights.length;
const isStore = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/stored/');

/** A fault that happens some times, then no more. */
function times(count: number, fault: Fault): Fault {
  let left = count;
  return (...request) => left > 0 && fault(...request) && left-- > 0;
}

const answer =
  (status: number, headers: Record<string, string> = {}): Fault =>
  (request, response, content) => {
    if (!isStore(request) || !isWeights(content)) return false;
    response.writeHead(status, headers).end('trouble');
    return true;
  };

/** Sends so many bytes of what is asked for, and hangs up. */
const cutAfter =
  (bytes: number): Fault =>
  (request, response, content) => {
    if (!isStore(request) || !isWeights(content)) return false;
    const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': content.length - from,
      'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
    });
    response.write(content.subarray(from, from + bytes), () => response.destroy());
    return true;
  };

/** Sends a thousand bytes, then one every 20 ms, without end. */
const drip: Fault = (request, response, content) => {
  if (!isStore(request) || !isWeights(content)) return false;
  const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': content.length - from,
    'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
  });
  response.write(content.subarray(from, from + 1000));
  let at = from + 1000;
  const timer = setInterval(() => response.write(content.subarray(at, ++at)), 20);
  response.on('close', () => clearInterval(timer));
  return true;
};

async function expectWhole(): Promise<void> {
  const { path: folder } = await pulls.pull();
  expect(Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')))).toBe(true);
}

describe('A server with passing trouble', () => {
  test.each<[string, Fault]>([
    ['503 three times', times(3, answer(503))],
    ['500 once', times(1, answer(500))],
    ['a link to another host that has expired', times(2, answer(403))],
    [
      'less content than it lists, as if that were all',
      times(2, (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        response.writeHead(200, { 'content-length': 1_500_000 }).end(file.subarray(0, 1_500_000));
        return true;
      }),
    ],
    [
      'the rest of another version after a cut',
      (
        (cut, other) => (request, response, file) =>
          cut(request, response, file) || other(request, response, file)
      )(
        times(1, cutAfter(1_000_000)),
        times(1, (request, response, file) => {
          if (!isStore(request) || !isWeights(file)) return false;
          send(request, response, content(weights.length, 5));
          return true;
        }),
      ),
    ],
    ['416 where it should go on', times(1, answer(416))],
    ['no more than 700 kB at a time', cutAfter(700_000)],
    ['a cut after one byte', times(4, cutAfter(1))],
    ['a cut before the first byte', times(4, cutAfter(0))],
    [
      'damaged content once',
      times(1, (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        send(request, response, content(weights.length, 5));
        return true;
      }),
    ],
    [
      'too much content once',
      times(1, (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        response.writeHead(200).end(Buffer.concat([file, file]));
        return true;
      }),
    ],
    [
      'a listing that is cut',
      times(2, (request, response) => {
        if (!(request.url ?? '').includes('/tree/')) return false;
        response.writeHead(200, { 'content-type': 'application/json' }).end('[{"type":"file","pa');
        return true;
      }),
    ],
    [
      'all of the file where the rest was asked for',
      ((cut) => (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        if (cut(request, response, file)) return true;
        response.writeHead(200, { 'content-length': file.length }).end(file);
        return true;
      })(times(1, cutAfter(1_000_000))),
    ],
    [
      'the rest from another place than was asked for',
      (
        (cut, wrong) => (request, response, file) =>
          cut(request, response, file) || wrong(request, response, file)
      )(
        times(1, cutAfter(1_000_000)),
        times(1, (request, response, file) => {
          if (!isStore(request) || !isWeights(file)) return false;
          response.writeHead(206, { 'content-range': `bytes 5-${file.length - 1}/${file.length}` }).end(file.subarray(5));
          return true;
        }),
      ),
    ],
  ])('%s: the model is whole in the end', async (_, fault) => {
    pulls.hub.faults.push(fault);
    await expectWhole();
  });

  test.each(Array.from({ length: 12 }, (_, index) => Math.floor((weights.length / 12) * index) + index))(
    'that cuts after %i bytes is asked for the rest only',
    async (bytes) => {
      pulls.hub.faults.push(times(1, cutAfter(bytes)));
      await expectWhole();
      const ranges = pulls.hub.contents.filter((line) => line.startsWith('store writer/tiny/model'));
      expect(ranges).toHaveLength(2);
      const from = Number(/bytes=(\d+)-$/.exec(ranges[1] ?? '')?.[1] ?? 0);
      expect(from).toBeLessThanOrEqual(bytes);
    },
  );

  test('that says nothing for too long is asked again', async () => {
    pulls.hub.faults.push(
      times(1, (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        response.writeHead(200, { 'content-length': file.length });
        response.write(file.subarray(0, 1000));
        return true;
      }),
    );
    const { path: folder } = await pulls.pull('writer/tiny', {}, { silenceMs: 300 });
    expect(Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')))).toBe(true);
  });

  test('that sends a byte now and then is left, and asked for the rest', async () => {
    pulls.hub.faults.push(times(1, drip));
    const { path: folder } = await pulls.pull('writer/tiny', {}, { silenceMs: 200 });
    expect(Buffer.from(weights).equals(await readFile(path.join(folder, 'model.safetensors')))).toBe(true);
    expect(pulls.hub.contents.at(-1)).toMatch(/^store writer\/tiny\/model\.safetensors bytes=10\d\d-$/);
  });

  test('is left alone for as long as it asks, and for longer each time where it does not', async () => {
    pulls.hub.faults.push(times(1, answer(429, { 'retry-after': '7' })), times(2, answer(502)));
    await expectWhole();
    expect(pulls.pauses).toEqual([7000, 2000, 4000]);
  });

  test('that asks to come back tomorrow is believed, and the user is told', async () => {
    pulls.hub.faults.push(answer(429, { 'retry-after': '86400' }));
    await expect(pulls.pull()).rejects.toMatchObject({
      code: 'network',
      message:
        'model.safetensors of writer/tiny could not be downloaded: the server has had too many requests (429). The server asks to wait 86400 seconds. What has arrived is kept; try again later, and it goes on from there.',
    });
  });
});

describe('A server that cannot be dealt with ends in one message', () => {
  test.each<[string, Fault, RegExp]>([
    ['trouble that does not pass', answer(503), /could not be downloaded: the server has trouble \(503\)/],
    [
      'other content than it lists',
      (request, response, file) => {
        if (!isStore(request) || !isWeights(file)) return false;
        send(request, response, content(weights.length, 5));
        return true;
      },
      /its hash is another one, twice\. It was thrown away/,
    ],
    [
      'a page for a listing',
      (request, response) => {
        if (!(request.url ?? '').includes('/api/')) return false;
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in to the hotel');
        return true;
      },
      /^localhost:\d+ answered with a page instead of a listing/,
    ],
    [
      'a page for weights',
      (request, response) => {
        if (!isStore(request)) return false;
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Log in');
        return true;
      },
      /answered with a page instead of (model\.safetensors|tokenizer\.json)/,
    ],
    [
      'a listing of another shape',
      (request, response) => {
        if (!(request.url ?? '').includes('/tree/')) return false;
        response.writeHead(200).end('[{"type":"file","path":"model.safetensors","size":-1}]');
        return true;
      },
      /What the hub says of writer\/tiny is not as it should be/,
    ],
    [
      'redirects in a circle',
      (request, response) => {
        if (!isStore(request)) return false;
        response.writeHead(302, { location: request.url }).end();
        return true;
      },
      /redirects in a circle/,
    ],
    ['a file that is gone', answer(404), /The hub has no writer\/tiny/],
    [
      'another host that gives the file to none',
      answer(403),
      /^model\.safetensors of writer\/tiny could not be downloaded: 127\.0\.0\.1:\d+, to which the hub sent Cloze, refuses to give the file \(403\)/,
    ],
  ])('%s', async (_, fault, message) => {
    pulls.hub.faults.push(fault);
    await expect(pulls.pull()).rejects.toMatchObject({ name: 'ClozeError', message: expect.stringMatching(message) as string });
  });

  test('a byte now and then, at each try', async () => {
    pulls.hub.faults.push(drip);
    await expect(pulls.pull('writer/tiny', {}, { silenceMs: 60 })).rejects.toMatchObject({
      message: expect.stringMatching(/fewer than 16384 bytes arrived in \d+ seconds\. What has arrived is kept/) as string,
    });
  });

  test.each(['../evil.json', '/etc/passwd', 'a/../../b', 'a\\b', 'C:x', 'nul.txt', 'a//b', ''])('a file named %j', async (file) => {
    const files = { 'config.json': '{"model_type":"llama"}', 'model.safetensors': weights, [file]: 'x' };
    pulls.hub.repositories.set('writer/evil', { files });
    await expect(pulls.pull('writer/evil')).rejects.toMatchObject({ message: expect.stringContaining('outside of its folder') as string });
    expect(pulls.hub.contents).toEqual([]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['writer/nothing', {}, /^There is no public model writer\/nothing\. Check the name; .*localhost:\d+\/writer\/nothing/],
    ['writer/nothing', { HF_TOKEN: 'hf_mine' }, /^The hub has no writer\/nothing\./],
    [
      'writer/gated',
      {},
      /^writer\/gated is gated: .* Sign in at http:\/\/localhost:\d+\/writer\/gated, accept the terms there, and give Cloze a token of your account: /,
    ],
    ['writer/gated', { HF_TOKEN: 'hf_other' }, /accept the terms there, and check that your token/],
    ['writer/tiny@other', {}, /^The hub has no writer\/tiny of that revision\./],
  ])('%s with %j', async (name, environment, message) => {
    pulls.hub.repositories.set('writer/gated', { files: {}, token: 'hf_mine', gated: true });
    await expect(pulls.pull(name, { environment })).rejects.toMatchObject({ message: expect.stringMatching(message) as string });
  });

  test('no server at all', async () => {
    const environment = { HF_ENDPOINT: pulls.hub.endpoint };
    await pulls.hub.stop();
    await expect(pulls.pull('writer/tiny', { environment })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The listing of writer\/tiny could not be downloaded: localhost:\d+ refuses the connection/,
      ) as string,
    });
  });
});

test('A token reaches the hub, and no host that it redirects to', async () => {
  pulls.hub.repositories.set('writer/gated', {
    files: { 'config.json': '{"model_type":"llama"}', 'tokenizer.json': '{}', 'model.safetensors': weights },
    token: 'hf_mine',
    gated: true,
  });
  await pulls.pull('writer/gated', { environment: { HF_TOKEN: 'hf_mine' } });
  expect(pulls.hub.seen.filter(({ host }) => host === 'hub').every(({ headers }) => headers.authorization === 'Bearer hf_mine')).toBe(true);
  expect(pulls.hub.seen.filter(({ host }) => host === 'store').map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

describe('A company', () => {
  test('that inspects connections has its certificates named', async () => {
    const secure = await Pulls.start({ secure: true });
    try {
      await expect(secure.pull()).rejects.toMatchObject({
        message: expect.stringMatching(/^The certificate of localhost:\d+ is not trusted .* NODE_EXTRA_CA_CERTS\.$/) as string,
      });
      await secure.pull('writer/tiny', { environment: { NODE_EXTRA_CA_CERTS: certificateFile } });
    } finally {
      await secure.end();
    }
  });

  test('whose proxy asks for a password gets it from the address of the proxy', async () => {
    const proxy = await startProxy('writer:secret');
    const secure = await Pulls.start({ secure: true });
    const environment = (credentials: string): Record<string, string> => ({
      HTTPS_PROXY: `http://${credentials}localhost:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: certificateFile,
    });
    try {
      await expect(secure.pull('writer/tiny', { environment: environment('') })).rejects.toMatchObject({
        message: expect.stringContaining('The proxy asks for a name and a password.') as string,
      });
      await secure.pull('writer/tiny', { environment: environment('writer:secret@') });
      expect(proxy.tunnels.length).toBeGreaterThan(0);
      const tunnels = proxy.tunnels.length;
      await secure.pull('writer/tiny', { environment: { ...environment('writer:secret@'), NO_PROXY: 'localhost,127.0.0.1' } });
      expect(proxy.tunnels).toHaveLength(tunnels);
    } finally {
      await secure.end();
      await proxy.stop();
    }
  });
});

test('What is in the cache has the hash that names it', async () => {
  const { path: folder } = await pulls.pull();
  const { readlink } = await import('node:fs/promises');
  const name = path.basename(await readlink(path.join(folder, 'model.safetensors')));
  expect(
    createHash('sha256')
      .update(await readFile(path.join(folder, 'model.safetensors')))
      .digest('hex'),
  ).toBe(name);
});
