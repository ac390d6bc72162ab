import { isRecord, type JsonRecord } from '../json.js';
import { modelUnsupported } from '../modelErrors.js';

/** What `quant_method` calls the ways of storing weights in fewer bits, as people know them. */
const methods: Readonly<Record<string, string>> = {
  aqlm: 'AQLM',
  awq: 'AWQ',
  bitsandbytes: 'bitsandbytes',
  'compressed-tensors': 'compressed-tensors',
  eetq: 'EETQ',
  fbgemm_fp8: 'FP8',
  fp8: 'FP8',
  gptq: 'GPTQ',
  hqq: 'HQQ',
  mxfp4: 'MXFP4',
  quanto: 'Quanto',
  torchao: 'torchao',
};

/** Fails with `model-unsupported` where a folder's weights are stored in a way of few bits that Cloze does not read. */
export function checkQuantization(folder: string, config: JsonRecord): void {
  const { quantization_config: quantization } = config;
  if (!isRecord(quantization)) return;
  const method = typeof quantization.quant_method === 'string' ? quantization.quant_method : 'unknown';
  const bits = quantization.load_in_8bit === true ? ' in 8 bits' : quantization.load_in_4bit === true ? ' in 4 bits' : bitsOf(quantization.bits);
  const name = Object.hasOwn(methods, method) ? methods[method] : method;
  throw modelUnsupported(
    folder,
    `Its weights are stored by ${name ?? method}${bits} ("quantization_config"), for programs on a graphics card; Cloze reads weights of 16 and 32 bits and brings ` +
      'them to few bits itself. Get the model that this one was made from, or a GGUF file of it.',
  );
}

function bitsOf(bits: unknown): string {
  return typeof bits === 'number' ? ` in ${bits} bits` : '';
}
