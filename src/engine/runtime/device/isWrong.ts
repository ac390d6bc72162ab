/** Results of a device may differ from the processor's by this much for other roundings, not more. */
const tolerance = 0.1;

/** Whether results are further from the processor's than roundings explain. What is no number is null in the file of earlier trials. */
export function isWrong(meanDifference: number | undefined): boolean {
  return meanDifference === undefined || !Number.isFinite(meanDifference) || meanDifference > tolerance;
}
