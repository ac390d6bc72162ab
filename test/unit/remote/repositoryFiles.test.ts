import { expect, test } from 'vitest';
import { mlserverSettings, openVinoConfig, tritonConfig } from '../../../src/remote/export/repositoryFiles.js';

const tensors = {
  inputs: [
    { name: 'input_ids', type: 'int64', shape: [-1, -1] },
    { name: 'attention_mask', type: 'float32', shape: [-1, 1, 1, -1] },
  ],
  outputs: [
    { name: 'next_sentence_logits', type: 'float32', shape: [-1, 2] },
    { name: 'ranks', type: 'int32', shape: [-1] },
  ],
};

/** What Triton's `model_config.proto` has of the fields that a model of ONNX Runtime needs; messages by the names of their fields. */
const fields: Readonly<Record<string, readonly string[]>> = {
  '': [
    'name',
    'platform',
    'backend',
    'version_policy',
    'max_batch_size',
    'input',
    'output',
    'instance_group',
    'dynamic_batching',
    'parameters',
  ],
  input: ['name', 'data_type', 'format', 'dims', 'reshape', 'is_shape_tensor', 'allow_ragged_batch', 'optional'],
  output: ['name', 'data_type', 'dims', 'reshape', 'label_filename', 'is_shape_tensor'],
  instance_group: ['name', 'kind', 'count', 'gpus', 'profile'],
};
const dataTypes = ['TYPE_BOOL', 'TYPE_INT32', 'TYPE_INT64', 'TYPE_FP16', 'TYPE_FP32'];

type Message = Readonly<Record<string, unknown>>;

/** Reads a protocol buffer in its text format, as far as configurations of models use it; fails with what is no field. */
function readConfig(text: string): Message {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+|[{}[\]:,]/g) ?? [];
  let at = 0;
  const value = (of: string): unknown => {
    const token = tokens[at++] ?? '';
    if (token === '[') {
      const all: unknown[] = [];
      while (tokens[at] !== ']') {
        all.push(value(of));
        if (tokens[at] === ',') at++;
      }
      at++;
      return all;
    }
    if (token === '{') return message(of, '}');
    return token.startsWith('"') ? (JSON.parse(token) as string) : /^-?\d/.test(token) ? Number(token) : token;
  };
  const message = (of: string, end: string | undefined): Message => {
    const read: Record<string, unknown> = {};
    while (tokens[at] !== end) {
      const field = tokens[at++] ?? '';
      expect(fields[of]).toContain(field);
      if (tokens[at] === ':') at++;
      read[field] = value(field);
    }
    at++;
    return read;
  };
  return message('', undefined);
}

test('Triton’s configuration has its fields and types, and one shape a tensor', () => {
  const read = readConfig(tritonConfig('my "model"', tensors));
  expect(read).toMatchObject({ name: 'my "model"', platform: 'onnxruntime_onnx', max_batch_size: 0, instance_group: [{ count: 2 }] });
  const [inputs, outputs] = [read['input'], read['output']] as Message[][];
  expect(inputs).toEqual([
    { name: 'input_ids', data_type: 'TYPE_INT64', dims: [-1, -1] },
    { name: 'attention_mask', data_type: 'TYPE_FP32', dims: [-1, 1, 1, -1] },
  ]);
  expect(outputs).toEqual([
    { name: 'next_sentence_logits', data_type: 'TYPE_FP32', dims: [-1, 2] },
    { name: 'ranks', data_type: 'TYPE_INT32', dims: [-1] },
  ]);
  for (const tensor of [...(inputs ?? []), ...(outputs ?? [])]) expect(dataTypes).toContain(tensor['data_type']);
});

test('MLServer’s settings have its fields', () => {
  const read = JSON.parse(mlserverSettings('bert', tensors)) as Record<string, unknown>;
  expect(Object.keys(read).sort()).toEqual(['implementation', 'inputs', 'name', 'outputs', 'parameters']);
  expect(read).toMatchObject({
    name: 'bert',
    implementation: 'cloze_runtime.ClozeRuntime',
    parameters: { uri: './1/model.onnx', version: '1' },
    inputs: [{ name: 'input_ids', datatype: 'INT64', shape: [-1, -1] }, { datatype: 'FP32' }],
    outputs: [{ datatype: 'FP32' }, { datatype: 'INT32' }],
  });
});

test.each([
  ['none', undefined, []],
  ['one that cannot be read', '{"model_config_list": [', []],
  ['another thing', '[1]', []],
  ['the same model', openVinoConfig('bert'), []],
  ['another model', openVinoConfig('other'), ['other']],
])('OpenVINO Model Server’s list of models where there is %s', (_, known, others) => {
  const read = JSON.parse(openVinoConfig('bert', known)) as { model_config_list: { config: Record<string, string> }[] };
  expect(read.model_config_list.map(({ config }) => config['name'])).toEqual([...others, 'bert']);
  // Its schema asks for both, and takes no field that it does not know.
  for (const { config } of read.model_config_list) expect(Object.keys(config).sort()).toEqual(['base_path', 'name']);
});
