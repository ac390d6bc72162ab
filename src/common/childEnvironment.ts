/** What chooses the graphics device, and how it is driven. */
const graphicsVariables = [
  ...['VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES', 'VK_LOADER_DRIVERS_SELECT', 'VK_LOADER_DRIVERS_DISABLE'],
  ...['DRI_PRIME', 'MESA_LOADER_DRIVER_OVERRIDE', 'MESA_VK_DEVICE_SELECT', 'LIBGL_ALWAYS_SOFTWARE', 'GALLIUM_DRIVER'],
  ...['CUDA_VISIBLE_DEVICES', 'NVIDIA_VISIBLE_DEVICES', 'NVIDIA_DRIVER_CAPABILITIES'],
  ...['__NV_PRIME_RENDER_OFFLOAD', '__GLX_VENDOR_LIBRARY_NAME'],
];

/**
 * The variables that a process of ours gets to see. Everything else of the editor's environment stays with the editor: tokens, passwords and
 * keys have no business where models run. Names are compared without regard to case, as Windows does.
 */
const allowed: ReadonlySet<string> = new Set([
  // Where programs, their libraries and temporary files are.
  ...['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'NIX_LD', 'NIX_LD_LIBRARY_PATH'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'PROGRAMDATA', 'PROGRAMFILES'],
  ...['NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE', 'PROCESSOR_IDENTIFIER', 'OS'],
  // The language of what they say, and the time.
  ...['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', 'LC_NUMERIC', 'LC_TIME', 'TZ'],
  // Where graphics drivers are, and which of them are meant.
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'XDG_DATA_DIRS', 'XDG_DATA_HOME', 'XDG_CONFIG_DIRS', 'XDG_CACHE_HOME'],
  ...graphicsVariables,
  // Where other programs keep models.
  ...['HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'OLLAMA_MODELS'],
  // What we ask of the programs themselves.
  ...['ELECTRON_RUN_AS_NODE', 'ORT_DISABLE_TELEMETRY', 'MALLOC_ARENA_MAX', 'MALLOC_TRIM_THRESHOLD_'],
]);

/** The part of an environment that decides on which device a process computes. */
export function deviceEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(childEnvironment(environment)).filter(([name]) => graphicsVariables.includes(name.toUpperCase())),
  );
}

/** The part of an environment that a process of ours may see. */
export function childEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && allowed.has(name.toUpperCase())) kept[name] = value;
  }
  return kept;
}
