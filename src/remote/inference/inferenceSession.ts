import * as v from 'valibot';
import { loadRuntime, type Feeds, type Outputs, type Session, type Tensor } from '../../engine/runtime/session.js';
import { has } from '../completions/serverKind.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import {
  datatypeOf,
  type Datatype,
  jsonBody,
  ProtocolError,
  requestBody,
  responseOutputs,
  valuesOf,
  type WireTensor,
} from './tensorData.js';

const metadata = v.object({
  inputs: v.array(v.object({ name: v.string() })),
  outputs: v.array(v.object({ name: v.string() })),
});

/** What the server itself can do; MLServer has no extension for bytes. */
const serverMetadata = v.object({ name: v.optional(v.string()), extensions: v.optional(v.array(v.string())) });

const types: Readonly<Record<Datatype, 'float32' | 'float16' | 'int64' | 'int32'>> = {
  FP32: 'float32',
  FP16: 'float16',
  INT64: 'int64',
  INT32: 'int32',
};

/**
 * A graph of ours that runs on a server of the Open Inference Protocol (version 2 over REST). Values are sent as bytes where the server takes
 * them, else as JSON; outputs are matched by their names.
 * @throws ServerFailure where the server is away, not ready, or does not have the model
 */
export async function openInferenceSession(connection: ServerConnection, model: string): Promise<Session> {
  const path = `/v2/models/${encodeURIComponent(model)}`;
  const { host } = connection.address;
  const found = v.safeParse(metadata, await known(connection, path, model));
  if (!found.success) throw brokenAnswer(host, 'it is no model of the Open Inference Protocol');
  const [inputs, outputs] = [found.output.inputs, found.output.outputs].map((all) => all.map(({ name }) => name)) as [string[], string[]];
  const about = await has(connection, '/v2', serverMetadata);
  const takesBytes = about?.extensions?.includes('binary_tensor_data') === true || about?.name === 'OpenVINO Model Server';
  const { Tensor: RuntimeTensor } = await loadRuntime();
  return {
    weightBytes: 0,
    async run(feeds: Feeds, unwanted = []): Promise<Outputs> {
      const missing = Object.keys(feeds).filter((name) => !inputs.includes(name));
      if (missing.length > 0) throw otherGraph(host, model, missing);
      const wanted = outputs.filter((name) => !unwanted.includes(name));
      const sent = Object.entries(feeds).map(wireTensor);
      try {
        const { headers, body } = takesBytes ? withBytes(sent, wanted) : asJson(sent, wanted);
        const answer = await connection.postBytes(`${path}/infer`, body, headers);
        const length = answer.headers['inference-header-content-length'];
        const told = responseOutputs(answer.bytes, length === undefined ? undefined : Number(length));
        const tensorOf = (name: string): Tensor => {
          const tensor = told.get(name);
          if (tensor === undefined) throw new ProtocolError(`"${name}" is not there`);
          return new RuntimeTensor(types[tensor.datatype], valuesOf(tensor) as Float32Array, tensor.shape);
        };
        return Object.fromEntries(wanted.map((name) => [name, tensorOf(name)]));
      } catch (error) {
        if (error instanceof ProtocolError) throw brokenAnswer(host, error.message, error);
        throw error;
      }
    },
    dispose: () => connection.close(),
  };
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function withBytes(inputs: readonly WireTensor[], outputs: readonly string[]): Request {
  const { headerLength, body } = requestBody(inputs, outputs);
  return { headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(headerLength) }, body };
}

function asJson(inputs: readonly WireTensor[], outputs: readonly string[]): Request {
  return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(jsonBody(inputs, outputs))) };
}

async function known(connection: ServerConnection, path: string, model: string): Promise<unknown> {
  try {
    return await connection.get(path);
  } catch (error) {
    if (!(error instanceof ServerFailure) || (error.status !== 404 && error.status !== 400)) throw error;
    throw new ServerFailure(
      'refused',
      `${connection.address.host} has no model "${model}". Export it with "cloze export --oip DIR" and put it into the server’s repository.`,
      { status: error.status },
      { cause: error },
    );
  }
}

function otherGraph(host: string, model: string, names: readonly string[]): ServerFailure {
  return new ServerFailure(
    'refused',
    `The model "${model}" of ${host} has no input ${names.map((name) => `"${name}"`).join(', ')}: it is not what this version of Cloze exports. Export it again with "cloze export --oip DIR".`,
  );
}

function wireTensor([name, { type, dims, data }]: [string, Tensor]): WireTensor {
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return { name, datatype: datatypeOf(type), shape: dims, data: new Uint8Array(buffer, byteOffset, byteLength) };
}
