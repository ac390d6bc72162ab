import { neverCancelled } from '../../../../../src/common/cancellation.js';
import { type ChosenPair, pairAt } from '../../../../../src/sessions/flow/chosenPair.js';
import { FlowWindow, folder } from '../flowWindow.js';

export const uri = `${folder}/one.md`;

/** A window in which a text was checked, and the pair of one of its sentences. */
export async function checkedPair(text: string, sentence: string): Promise<{ window: FlowWindow; chosen: ChosenPair }> {
  const window = new FlowWindow();
  window.open.set(uri, text);
  await window.session.checkOf([{ uri }]).run(() => undefined, neverCancelled);
  const file = window.session.results.follow(uri);
  const chosen = file.current && pairAt(file, file.current, text.indexOf(sentence));
  if (chosen === undefined) throw new Error('There is no such pair.');
  return { window, chosen };
}
