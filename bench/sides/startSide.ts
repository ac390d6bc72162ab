import type { EncoderSide } from './encoderSide.js';
import type { Side } from './side.js';
import { startProcess } from './sideProcess.js';

/** Starts a side with a causal model in a process of its own. It ends with `close`, or with this process. */
export function startSide(script: 'cloze.ts' | 'llamaCpp.ts'): Side {
  const { call, end } = startProcess(script);
  return {
    open: (options) => call('open', options),
    tokenize: (text) => call('tokenize', text),
    prefill: (tokens) => call('prefill', tokens),
    decode: (tokens, steps) => call('decode', tokens, steps),
    memory: () => call('memory'),
    close: async () => {
      await call('close');
      end();
    },
  };
}

/** The same with an encoder. */
export function startEncoderSide(script: 'clozeEncoder.ts' | 'transformersEncoder.ts'): EncoderSide {
  const { call, end } = startProcess(script);
  return {
    open: (options) => call('open', options),
    fill: (texts) => call('fill', texts),
    follow: (pairs) => call('follow', pairs),
    close: async () => {
      await call('close');
      end();
    },
  };
}
