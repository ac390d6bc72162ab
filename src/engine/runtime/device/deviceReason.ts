import { type Device, devices } from '../../../common/devices.js';
import type { TrialAnswer } from './tryDevice.js';

/** Why a device could not be started, for people. */
export interface DeviceReason {
  /** The end of a sentence, from after "could not be started: ". */
  readonly reason: string;
  /** What to do: a sentence; absent where nothing is known to help. */
  readonly remedy?: string;
}

/** What loaders and drivers say, and what it means. */
const known: readonly { readonly said: RegExp; readonly meant: (match: RegExpExecArray) => string; readonly isAbsent?: boolean }[] = [
  {
    said: /Couldn't load Vulkan: (lib[\w.+-]{1,80})/,
    meant: ([, library]) => `the Vulkan loader (${library ?? 'libvulkan.so.1'}) is not installed.`,
    isAbsent: true,
  },
  {
    said: /Found no drivers!|VK_ERROR_INCOMPATIBLE_DRIVER/,
    meant: () => 'Vulkan is installed, but no driver for a graphics card that it finds.',
    isAbsent: true,
  },
  {
    said: /libonnxruntime_providers_\w{1,40}\.so: cannot open/,
    meant: () => 'its provider library for ONNX Runtime is not installed.',
    isAbsent: true,
  },
  {
    said: /(lib[\w.+-]{1,80}\.so[.\d]{0,20}): cannot open shared object file/,
    meant: ([, library]) => `the library ${library ?? ''} is not installed.`,
    isAbsent: true,
  },
  { said: /backend not found/, meant: () => 'the ONNX Runtime of this system was built without it.' },
  { said: /No supported adapters/, meant: () => 'no graphics card was found that it can use.', isAbsent: true },
];

/** What a failed trial means, in words. */
export function deviceReason(device: Device, { failure = 'no reason given', log = '' }: TrialAnswer, platform: string): DeviceReason {
  const text = `${log}\n${failure}`;
  for (const { said, meant, isAbsent } of known) {
    const match = said.exec(text);
    if (match === null) continue;
    const need = devices[device].needs[platform];
    return { reason: meant(match), ...(isAbsent === true && need !== undefined && { remedy: `To use it, ${need}` }) };
  }
  return { reason: firstSentence(failure) };
}

/** What a native library says, without the place in its source. */
function firstSentence(text: string): string {
  const line = (text.split('\n')[0] ?? '').replace(/^.*(?:was false\.|\(anonymous namespace\)::\S+) /, '').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
