import { crc32 } from 'node:zlib';

/** One picture of an animation: a PNG file of the first one's kind that is drawn over what was there. */
export interface Frame {
  readonly png: Buffer;
  readonly milliseconds: number;
  /** How far below the first picture's top it is drawn, in pixels; 0 when absent. */
  readonly top?: number;
}

/**
 * Joins PNG files to one animated PNG that repeats for ever. Their compressed pixels are taken over as they are. See
 * "APNG" in the PNG specification, third edition.
 */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error('An animation needs a frame.');
  let sequence = 0;
  const control = ({ png, milliseconds, top = 0 }: Frame): Buffer => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(sequence++, 0);
    headerOf(png).copy(data, 4, 0, 8);
    data.writeUInt32BE(top, 16);
    data.writeUInt16BE(milliseconds, 20);
    data.writeUInt16BE(1000, 22);
    return chunk('fcTL', data);
  };
  const pixels = (png: Buffer, isFirst: boolean): Buffer[] =>
    chunksOf(png)
      .filter(({ type }) => type === 'IDAT')
      .map(({ data }) => (isFirst ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([uint32(sequence++), data]))));
  return Buffer.concat([
    signature,
    chunk('IHDR', headerOf(first.png)),
    chunk('acTL', Buffer.concat([uint32(frames.length), uint32(0)])),
    ...frames.flatMap((frame, index) => [control(frame), ...pixels(frame.png, index === 0)]),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width, height and kind of a picture. */
function headerOf(png: Buffer): Buffer {
  const header = chunksOf(png).find(({ type }) => type === 'IHDR');
  if (header === undefined) throw new Error('A frame is no PNG file.');
  return header.data;
}

/** The chunks of a PNG file: each has a length, a type, its data and a check sum. */
function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), checked, uint32(crc32(checked))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
