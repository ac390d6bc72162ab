import * as v from 'valibot';
import { parseJson } from '../../common/parseJson.js';
import { datatypeOf } from '../inference/tensorData.js';

/** A tensor of a graph; −1 stands for a size that differs from request to request. */
export interface ExportedTensor {
  readonly name: string;
  /** As ONNX Runtime calls it. */
  readonly type: string;
  readonly shape: readonly number[];
}

export interface ExportedTensors {
  readonly inputs: readonly ExportedTensor[];
  readonly outputs: readonly ExportedTensor[];
}

/**
 * Triton's configuration. The graph's inputs have no common first size, since Cloze packs what is asked about several texts into one request
 * itself; so the server must not join requests, and `max_batch_size` is 0. Requests that come at once run beside each other in two instances.
 */
export function tritonConfig(name: string, { inputs, outputs }: ExportedTensors): string {
  const tensor = ({ name: tensorName, type, shape }: ExportedTensor): string =>
    `  {\n    name: ${JSON.stringify(tensorName)}\n    data_type: TYPE_${datatypeOf(type)}\n    dims: [ ${shape.join(', ')} ]\n  }`;
  return `name: ${JSON.stringify(name)}
platform: "onnxruntime_onnx"
max_batch_size: 0
input [
${inputs.map(tensor).join(',\n')}
]
output [
${outputs.map(tensor).join(',\n')}
]
instance_group [
  {
    count: 2
  }
]
`;
}

/** MLServer's settings: the graph, with the small runtime beside them. */
export function mlserverSettings(name: string, { inputs, outputs }: ExportedTensors): string {
  const tensor = ({ name: tensorName, type, shape }: ExportedTensor): object => ({ name: tensorName, datatype: datatypeOf(type), shape });
  const settings = {
    name,
    implementation: 'cloze_runtime.ClozeRuntime',
    parameters: { uri: './1/model.onnx', version: '1' },
    inputs: inputs.map(tensor),
    outputs: outputs.map(tensor),
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

const openVinoModels = v.looseObject({
  model_config_list: v.array(v.looseObject({ config: v.looseObject({ name: v.string() }) })),
});

/**
 * OpenVINO Model Server's list of models: the one that is there, with this model in it.
 * @param known what the file holds; where it cannot be read, it is written anew
 */
export function openVinoConfig(name: string, known?: string): string {
  const read = v.safeParse(openVinoModels, known === undefined ? undefined : jsonIn(known));
  const found = read.success ? read.output : { model_config_list: [] };
  const others = found.model_config_list.filter(({ config }) => config.name !== name);
  const own = { config: { name, base_path: `/models/${name}` } };
  return `${JSON.stringify({ ...found, model_config_list: [...others, own] }, null, 2)}\n`;
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Runs the graph under MLServer with ONNX Runtime (pip install mlserver onnxruntime). */
export const runtimeProgram = `"""Runs a graph that Cloze exported. Needs: pip install mlserver onnxruntime

CLOZE_RUNTIME_THREADS says how many threads it uses; as many as there are cores where it is not set.
"""

import asyncio
import os

import numpy as np
import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceRequest, InferenceResponse
from mlserver.utils import get_model_uri


class ClozeRuntime(MLModel):
    async def load(self) -> bool:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = int(os.environ.get("CLOZE_RUNTIME_THREADS", "0"))
        # As Cloze itself runs it: tiny numbers are slow, and inputs are quantized only where the graph says so.
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        path = await get_model_uri(self._settings)
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        feeds = {each.name: np.asarray(NumpyCodec.decode_input(each)).reshape(each.shape) for each in payload.inputs}
        names = [each.name for each in payload.outputs or []] or [each.name for each in self._session.get_outputs()]
        # In a thread, so that the next request is read meanwhile and the server stays alive to those who ask.
        values = await asyncio.to_thread(self._session.run, names, feeds)
        outputs = [NumpyCodec.encode_output(name, value) for name, value in zip(names, values)]
        return InferenceResponse(model_name=self.name, outputs=outputs)
`;
