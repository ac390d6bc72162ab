/** Names of devices, which Windows has in every folder, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Whether a file of that path lies in the folder that it is put in, on every operating system. */
export function isSafePath(path: string): boolean {
  return path.length <= 1000 && path.split('/').every(isSafeName);
}

function isSafeName(name: string): boolean {
  return name !== '' && !/[\\:*?"<>|\p{Cc}]/u.test(name) && !/[. ]$/.test(name) && !device.test(name);
}
