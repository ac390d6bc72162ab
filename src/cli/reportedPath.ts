import nodePath from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * How reports name a file, or standard input for `-`: relative to the working folder, with `/`; a file on another drive has no such path
 * and is named by its address.
 * @param path the rules of a system's paths; a backslash separates on Windows only
 */
export function reportedPath(operand: string, workingFolder: string, path: nodePath.PlatformPath = nodePath): string {
  if (operand === '-') return 'stdin';
  const native = path.relative(workingFolder, path.resolve(workingFolder, operand));
  if (path.isAbsolute(native)) return pathToFileURL(native, { windows: true }).href;
  return native.split(path.sep).join('/');
}
