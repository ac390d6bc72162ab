import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's Chromium has its software Vulkan driver. */
const chromiumFolder = '/usr/lib/chromium';
const driver = join(chromiumFolder, 'vk_swiftshader_icd.json');

/**
 * The environment in which WebGPU runs on SwiftShader, a graphics device in software; undefined where it is not installed.
 * The loader reads it when a process starts, so it is for a process of its own.
 */
export function swiftShaderEnvironment(): Record<string, string> | undefined {
  if (!existsSync(driver) || !existsSync(join(chromiumFolder, 'libvulkan.so.1'))) return undefined;
  return { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: chromiumFolder, XDG_RUNTIME_DIR: '/tmp' };
}
