import { fitLogistic, type Observation, predict } from './logisticRegression.js';

/**
 * The chance that a model gives each observation when it was fitted without the observation's text: texts are dealt out to folds in turn.
 * Suggestions within one text are alike, so leaving out single suggestions would flatter.
 */
export async function crossValidated(
  data: readonly (Observation & { readonly row: number })[],
  penalty: number,
  folds = 5,
): Promise<{ readonly chance: number; readonly happened: boolean }[]> {
  const models = await Promise.all(
    Array.from({ length: folds }, (_, fold) =>
      fitLogistic(
        data.filter(({ row }) => row % folds !== fold),
        penalty,
      ),
    ),
  );
  return data.map(({ row, features, happened }) => {
    const model = models[row % folds];
    return { chance: model === undefined ? NaN : predict(model, features), happened };
  });
}
