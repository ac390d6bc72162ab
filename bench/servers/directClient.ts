import http from 'node:http';

/** A request's body that was made before. */
export interface PreparedRequest {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The least that a client does: it sends requests that were made before, so many at the same time, and reads the answers as JSON. No tokens, no
 * checks, no order, no retries.
 * @returns the time that all took, in milliseconds
 */
export async function sendDirectly(url: string, requests: readonly PreparedRequest[], atOnce: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) await send(url, request, agent);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
  return performance.now() - started;
}

function send(url: string, { body, headers }: PreparedRequest, agent: http.Agent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { ...headers, 'content-length': String(body.length) }, agent };
    const request = http.request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(Buffer.concat(parts).toString('utf8')));
        else reject(new Error(`The server answered ${answer.statusCode}.`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
