import * as v from 'valibot';
import { ClozeError } from '../../common/clozeError.js';

/** A tensor as the Open Inference Protocol describes it, with its values in the machine's order of bytes, which is little-endian. */
export interface WireTensor {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Bytes of a value of each type that our graphs have. */
const sizes = { FP32: 4, FP16: 2, INT64: 8, INT32: 4 } as const;
export type Datatype = keyof typeof sizes;

const outputShape = v.object({
  name: v.string(),
  datatype: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  parameters: v.nullish(v.object({ binary_data_size: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))) })),
  data: v.nullish(v.array(v.unknown())),
});
const responseShape = v.object({ outputs: v.array(outputShape) });

/** What does not fit the protocol: a part of a sentence. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** A request's body in JSON alone, for servers without the protocol's extension for bytes. Half precision has no place in it. */
export function jsonBody(inputs: readonly WireTensor[], outputs: readonly string[]): unknown {
  return {
    inputs: inputs.map((tensor) => {
      const { name, datatype, shape } = tensor;
      if (datatype === 'FP16') throw new ProtocolError(`"${name}" has half precision, which cannot be sent in JSON`);
      return { name, datatype, shape, data: Array.from<number | bigint, number>(valuesOf(tensor), Number) };
    }),
    outputs: outputs.map((name) => ({ name })),
  };
}

/** A request's body: JSON, and after it the values of all inputs. The first number is the length of the JSON. */
export function requestBody(
  inputs: readonly WireTensor[],
  outputs: readonly string[],
): { readonly headerLength: number; readonly body: Uint8Array } {
  const header = Buffer.from(
    JSON.stringify({
      inputs: inputs.map(({ name, datatype, shape, data }) => ({ name, datatype, shape, parameters: { binary_data_size: data.length } })),
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  return { headerLength: header.length, body: Buffer.concat([header, ...inputs.map(({ data }) => data)]) };
}

/**
 * The outputs of an answer by their names: values after the JSON, or in it. Those of types that no graph of ours has are passed over, as what
 * comes after them in the bytes may be wanted.
 * @param headerLength the length of the JSON; all of it where the answer has no such header
 * @throws ProtocolError where shapes, sizes and values do not agree
 */
export function responseOutputs(bytes: Uint8Array, headerLength: number | undefined): Map<string, WireTensor> {
  const end = headerLength ?? bytes.length;
  if (!(Number.isInteger(end) && end >= 0 && end <= bytes.length)) throw new ProtocolError('its header is longer than itself');
  const parsed = v.safeParse(responseShape, jsonOf(bytes.subarray(0, end)));
  if (!parsed.success) throw new ProtocolError('it has no outputs of the protocol');
  let at = end;
  const outputs = new Map<string, WireTensor>();
  for (const { name, datatype, shape, parameters, data } of parsed.output.outputs) {
    const count = shape.reduce((product, length) => product * length, 1);
    const inBody = parameters?.binary_data_size;
    if (typeof inBody === 'number') {
      const own = bytes.subarray(at, at + inBody);
      const size = datatype === 'BYTES' ? prefixedSize(own, count) : isOurs(datatype) ? count * sizes[datatype] : inBody;
      if (inBody !== size || own.length !== size) throw new ProtocolError(`"${name}" has not as many bytes as its shape says`);
      if (isOurs(datatype)) outputs.set(name, { name, datatype, shape, data: new Uint8Array(own) });
      at += size;
    } else if (isOurs(datatype)) {
      if (datatype === 'FP16') throw new ProtocolError(`"${name}" has half precision in JSON`);
      // Values stand in one row, or nested as the shape is.
      const values = data?.some(Array.isArray) ? data.flat(shape.length) : data;
      if (values?.length !== count) throw new ProtocolError(`"${name}" has not as many values as its shape says`);
      outputs.set(name, { name, datatype, shape, data: bytesOf(datatype, values.map((value) => numberIn(value, name, datatype))) }); // prettier-ignore
    }
  }
  return outputs;
}

/** The bytes of so many texts, each after its length in four bytes; undefined where they do not fit. */
function prefixedSize(bytes: Uint8Array, count: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let element = 0; element < count; element++) {
    if (at + 4 > bytes.length) return undefined;
    at += 4 + view.getUint32(at, true);
  }
  return at;
}

function numberIn(value: unknown, name: string, datatype: Datatype): number {
  if (typeof value === 'number' && (datatype === 'FP32' || Number.isSafeInteger(value))) return value;
  throw new ProtocolError(`"${name}" has what is no number of its type`);
}

function isOurs(datatype: string): datatype is Datatype {
  return Object.hasOwn(sizes, datatype);
}

function bytesOf(datatype: Exclude<Datatype, 'FP16'>, values: readonly number[]): Uint8Array {
  const array =
    datatype === 'FP32' ? Float32Array.from(values) : datatype === 'INT32' ? Int32Array.from(values) : BigInt64Array.from(values, BigInt);
  return new Uint8Array(array.buffer);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    throw new ProtocolError('it is no JSON');
  }
}

/** The values of a wire tensor as the array that ONNX Runtime has for its type. */
export function valuesOf({ datatype, data }: WireTensor): Float32Array | BigInt64Array | Int32Array | Uint16Array {
  // A copy, since the values may begin anywhere in the answer.
  const { buffer } = new Uint8Array(data);
  switch (datatype) {
    case 'FP32':
      return new Float32Array(buffer);
    case 'INT64':
      return new BigInt64Array(buffer);
    case 'INT32':
      return new Int32Array(buffer);
    case 'FP16':
      return new Uint16Array(buffer);
  }
}

/** The protocol's name of a type of ONNX Runtime. */
export function datatypeOf(type: string): Datatype {
  const known: Readonly<Record<string, Datatype>> = { float32: 'FP32', float16: 'FP16', int64: 'INT64', int32: 'INT32' };
  const datatype = known[type];
  if (datatype !== undefined) return datatype;
  throw new ClozeError({ code: 'model-unsupported', message: `A tensor of type ${type} cannot be sent to a server.` });
}
