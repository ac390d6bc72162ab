/** The most characters of one event: answers of servers are not trusted to end. */
const maxEvent = 4_000_000;

/** An event that is too long. */
export class EventTooLong extends Error {
  override readonly name = 'EventTooLong';
}

/**
 * The data of server-sent events, as they arrive. Comments and other fields are passed over; `[DONE]` ends them. The last event counts also
 * where no blank line follows it. A character that is split across pieces is joined.
 */
export async function* eventData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line === '') {
      if (data.length > 0) {
        const event = data.join('\n');
        if (event.trim() === '[DONE]') return;
        yield event;
      }
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
  const last = data.join('\n');
  if (last.trim() !== '' && last.trim() !== '[DONE]') yield last;
}

/** The lines of a text that arrives in pieces, without those that are empty at its end; lines end in LF, CR or both. */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  let afterReturn = false;
  for await (const piece of body) {
    let text = decoder.decode(piece, { stream: true });
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') afterReturn = text.endsWith('\r');
    const lines = text.split(/\r\n|\n|\r/);
    for (const [at, line] of lines.entries()) {
      parts.push(line);
      length += line.length;
      if (length > maxEvent) throw new EventTooLong();
      if (at === lines.length - 1) break;
      yield parts.join('');
      parts = [];
      length = 0;
    }
  }
  const rest = parts.join('') + decoder.decode();
  if (rest !== '') yield rest;
}
