import type { DeviceTest } from '../../common/methods/lifecycle.js';
import type { Command } from '../command.js';
import { engineOptions, jsonOption } from '../options.js';
import { withEngine } from '../withEngine.js';

const { model, threads, precision, cache } = engineOptions;

export const devicesCommand: Command = {
  name: 'devices',
  operands: '',
  operandCount: [0, 0],
  summary: 'Tries each device with a model: whether it works, how fast it is, and what helps.',
  details: `A trial runs the first layers of the model on the device and on the processor, each in a process of its own, which takes some seconds; a device
that does not answer in 180 s is given up. Speeds are those of the whole model by this measure.
The JSON value is a list of {device, name, state, tokensPerSecond, speedup, numbers, reason, remedy}; the state is "works", "wrong", "failed" or
"absent", and what is not known is left out.`,
  options: { model, threads, precision, cache, ...jsonOption },
  async run(args, terminal) {
    const tests = await withEngine(args, terminal, (engine) => engine.testDevices(terminal.cancel));
    return { json: tests, text: () => tests.map(line).join('') };
  },
};

function line(test: DeviceTest): string {
  return `${test.device.padEnd(9)} ${test.name}: ${finding(test)}\n`;
}

function finding({ device, state, tokensPerSecond = 0, speedup = 0, numbers, reason = '', remedy }: DeviceTest): string {
  if (state !== 'works') return `cannot be used: ${[reason, ...(remedy === undefined ? [] : [remedy])].join(' ')}`;
  const speed = `${rounded(tokensPerSecond)} tokens per second`;
  return device === 'cpu' ? speed : `${speed}, ${rounded(speedup)} × the processor, in ${numbers ?? 'float32'}`;
}

/** Two digits at least, without an exponent. */
function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
