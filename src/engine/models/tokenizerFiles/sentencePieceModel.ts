import { modelInvalid } from '../modelErrors.js';

/** A piece of a SentencePiece model. Source of this and of the numbers below: `sentencepiece_model.proto`. */
export interface SentencePiece {
  readonly text: string;
  readonly score: number;
  /** 1 is usual, 2 unknown, 3 control, 4 user defined, 5 unused, 6 a byte. */
  readonly type: number;
}

export interface SentencePieceModel {
  readonly pieces: readonly SentencePiece[];
  readonly algorithm: 'unigram' | 'bpe';
  readonly byteFallback: boolean;
  readonly addsDummyPrefix: boolean;
  readonly removesExtraSpaces: boolean;
  /** Rules of normalisation as SentencePiece stores them, in base64; empty where there are none. */
  readonly charsmap: string;
}

/** Reads a SentencePiece model, a protobuf message. Fails with `model-invalid` where it is none. */
export function parseSentencePiece(path: string, bytes: Uint8Array): SentencePieceModel {
  try {
    return readModel(bytes);
  } catch (cause) {
    throw modelInvalid(path, 'It is no SentencePiece model, or it is cut short.', { cause });
  }
}

function readModel(bytes: Uint8Array): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  let trainer: Fields = new Map();
  let normalizer: Fields = new Map();
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 1 && value instanceof Uint8Array) pieces.push(readPiece(value));
    if (field === 2 && value instanceof Uint8Array) trainer = new Map(fieldsOf(value));
    if (field === 3 && value instanceof Uint8Array) normalizer = new Map(fieldsOf(value));
  }
  if (pieces.length === 0) throw new Error('It has no pieces.');
  const algorithm = trainer.get(3) ?? 1;
  if (algorithm !== 1 && algorithm !== 2) throw new Error(`It is of the kind ${String(algorithm)}.`);
  const charsmap = normalizer.get(2);
  return {
    pieces,
    algorithm: algorithm === 1 ? 'unigram' : 'bpe',
    byteFallback: trainer.get(35) === 1,
    addsDummyPrefix: normalizer.get(3) !== 0,
    removesExtraSpaces: normalizer.get(4) !== 0,
    charsmap: charsmap instanceof Uint8Array ? Buffer.from(charsmap).toString('base64') : '',
  };
}

function readPiece(bytes: Uint8Array): SentencePiece {
  const fields: Fields = new Map(fieldsOf(bytes));
  const text = fields.get(1);
  const score = fields.get(2) ?? 0;
  const type = fields.get(3) ?? 1;
  if (!(text instanceof Uint8Array) || typeof score !== 'number' || typeof type !== 'number') throw new Error('A piece is malformed.');
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(text), score, type };
}

type Fields = Map<number, number | Uint8Array>;

/** The fields of a message: whole numbers, float32 numbers, and bytes of texts and of messages. Source: protobuf's "Encoding". */
function* fieldsOf(bytes: Uint8Array): Generator<readonly [number, number | Uint8Array]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = view.getUint8(at++);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new Error('A number does not end.');
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield [field, varint()];
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > bytes.length) throw new Error('A field is longer than its message.');
        yield [field, bytes.subarray(at, at + length)];
        at += length;
        break;
      }
      case 5:
        yield [field, view.getFloat32(at, true)];
        at += 4;
        break;
      default:
        throw new Error('A field is of a kind that protobuf does not have.');
    }
  }
}
