import type { Translate } from '../../src/host/translate.js';

/** Leaves sentences in English and puts their arguments in, as the editor does without a translation. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
