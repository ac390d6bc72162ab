import type { FlowModel } from '../../src/text/flow/score/flowModel.js';
import { reliability } from '../acceptance/reliability.js';
import { auc } from '../../src/text/flow/auc.js';
import { qualityOf } from './fitModel.js';
import { type FittedSet, fitSet } from './fitSet.js';
import type { FlowObservation } from './flowObservations.js';

/** Features that are left out together to see what they bring; the same word of several pairs is one. */
function kindsOf({ candidate }: FittedSet): string[] {
  return [...new Set(candidate.features.map((name) => name.replace(/^(?:into|outOf|over|opening)\./, '')))];
}

/**
 * How good a model is on documents that were left out of the fit: as a text.
 * @param ablated what it was fitted on, to say what each feature brings
 */
export function fitReport(model: FlowModel, fitted: readonly FittedSet[], ablated: readonly FlowObservation[] = []): string {
  const lines = [
    'AUC in spoilt paragraphs · against unspoilt ones · share of wrong sentences that are found · by group, in spoilt paragraphs',
  ];
  for (const [index, set] of fitted.entries()) {
    const { inSpoilt, fromUnspoilt, detected } = qualityOf(set);
    const figures = [inSpoilt, fromUnspoilt, detected].map((value) => value.toFixed(3)).join('  ');
    lines.push(`${set.candidate.name.padEnd(24)} ${figures}  ${groupsOf(set)}  threshold ${model.sets[index]?.threshold ?? NaN}`);
  }
  lines.push('', `False alarms per 100 sentences: ${JSON.stringify(model.falseAlarmsPer100)}`, '');
  for (const set of ablated.length > 0 ? fitted.slice(0, 2) : [])
    lines.push(`${set.candidate.name}, without each feature:`, ...ablation(set, ablated), '');
  const best = fitted[1];
  if (best !== undefined) lines.push('Reliability:', ...reliabilityOf(best));
  return lines.join('\n');
}

function groupsOf({ chances }: FittedSet): string {
  const groups = [...new Set([...chances.keys()].map(({ paragraph }) => paragraph.group))].sort();
  return groups
    .map((group) => {
      const own = [...chances].filter(([{ paragraph }]) => paragraph.group === group && paragraph.spoiling !== 'none');
      return `${group} ${auc(own.map(([{ isIntruder }, score]) => ({ score, positive: isIntruder }))).toFixed(3)}`;
    })
    .join(', ');
}

function ablation(set: FittedSet, observations: readonly FlowObservation[]): string[] {
  const whole = qualityOf(set);
  const used = observations.filter((observation) => set.chances.has(observation));
  return kindsOf(set).map((kind) => {
    const features = set.candidate.features.filter((name) => name !== kind && !name.endsWith(`.${kind}`));
    const { inSpoilt, fromUnspoilt } = qualityOf(fitSet({ ...set.candidate, features }, used));
    return `  ${kind.padEnd(20)} ${signed(inSpoilt - whole.inSpoilt)}  ${signed(fromUnspoilt - whole.fromUnspoilt)}`;
  });
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}

/** Chances are stated for every tenth sentence being wrong; in the data another share is. */
function reliabilityOf({ chances }: FittedSet): string[] {
  const all = [...chances].map(([{ isIntruder }, chance]) => ({ chance, happened: isIntruder }));
  const share = all.filter(({ happened }) => happened).length / all.length;
  const shift = Math.log(share / (1 - share)) - Math.log(0.1 / 0.9);
  const { bins, calibrationError } = reliability(
    all.map(({ chance, happened }) => ({ happened, chance: 1 / (1 + Math.exp(-Math.log(chance / (1 - chance)) - shift)) })),
  );
  return [
    ...bins.map(({ from, to, count, predicted, observed }) => {
      return `  ${from.toFixed(1)}–${to.toFixed(1)}  ${String(count).padStart(5)}  predicted ${predicted.toFixed(3)}  observed ${observed.toFixed(3)}`;
    }),
    `  Calibration error ${calibrationError.toFixed(4)}`,
  ];
}
