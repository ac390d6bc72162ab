import type { CoefficientSet, FlowModel } from '../../src/writing/flow/score/flowModel.js';
import { auc } from '../../src/writing/flow/auc.js';
import { candidateSets } from './candidateSets.js';
import { type FittedSet, fitSet } from './fitSet.js';
import type { FlowObservation } from './flowObservations.js';

/** So many sentences of 100 that nobody spoilt may be warned about. */
const falseAlarmsPer100 = 2;

/** A set that does not find so many times the share of wrong sentences gives no warnings: they would be noise. */
const minGain = 4;

/**
 * Fits all sets and sets their thresholds by sentences of documents that were left out of the fit.
 * @param earlier a model whose proportions are kept, see `fitSet`
 */
export async function fitModel(
  observations: readonly FlowObservation[],
  earlier?: FlowModel,
): Promise<{ model: FlowModel; fitted: readonly FittedSet[] }> {
  const fitted = await Promise.all(
    candidateSets.map((candidate) =>
      fitSet(
        candidate,
        observations,
        earlier?.sets.find(({ name }) => name === candidate.name),
      ),
    ),
  );
  const sets = fitted.map((set): CoefficientSet => {
    const { name, ...rest } = set.coefficients;
    const pays = qualityOf(set).detected >= (minGain * falseAlarmsPer100) / 100;
    return { name, threshold: pays ? thresholdOf(set) : 1, doubt: doubtOf(set), ...rest };
  });
  const groups = [...new Set(observations.map(({ paragraph }) => paragraph.group))].sort();
  const [first] = fitted;
  const [best] = sets;
  const rate = (group?: string): number => {
    const chances = unspoilt(first as FittedSet, group);
    return round((100 * chances.filter((chance) => chance >= (best?.threshold ?? 1)).length) / chances.length, 2);
  };
  return {
    model: { sets, falseAlarmsPer100: { all: rate(), ...Object.fromEntries(groups.map((group) => [group, rate(group)])) } },
    fitted,
  };
}

function thresholdOf(set: FittedSet): number {
  const chances = unspoilt(set).sort((a, b) => b - a);
  return round(chances[Math.floor((chances.length * falseAlarmsPer100) / 100)] ?? 1, 4);
}

/** The chance that as many unspoilt sentences reach as the next set may be asked about. */
function doubtOf(set: FittedSet): number {
  const { doubted = 0 } = set.candidate;
  const chances = unspoilt(set).sort((a, b) => b - a);
  return doubted === 0 ? 1 : round(chances[Math.floor(chances.length * doubted)] ?? 0, 4);
}

function unspoilt({ chances }: FittedSet, group?: string): number[] {
  return [...chances]
    .filter(([{ paragraph }]) => paragraph.spoiling === 'none' && (group === undefined || paragraph.group === group))
    .map(([, chance]) => chance);
}

/** How well one set tells wrong sentences from those around them in spoilt paragraphs, and from those of unspoilt ones. */
export function qualityOf({ chances }: FittedSet): { inSpoilt: number; fromUnspoilt: number; detected: number } {
  const scored = [...chances].map(([{ paragraph, isIntruder }, score]) => ({ score, positive: isIntruder, spoiling: paragraph.spoiling }));
  const spoilt = scored.filter(({ spoiling }) => spoiling !== 'none');
  const wrong = scored.filter(({ positive, spoiling }) => positive || spoiling === 'none');
  const limit = thresholdOf({ chances } as FittedSet);
  const intruders = spoilt.filter(({ positive }) => positive);
  return {
    inSpoilt: auc(spoilt),
    fromUnspoilt: auc(wrong),
    detected: intruders.filter(({ score }) => score >= limit).length / intruders.length,
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
