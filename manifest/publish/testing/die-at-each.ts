/** Runs a trial that dies at its first step, its second, and so on until one lives; several at once. Answers how many died. */
export async function dieAtEach(trial: (step: number) => Promise<{ died: boolean }>, { atOnce = 4, stepsMax = 200 } = {}): Promise<number> {
  let deaths = 0;
  for (let first = 1; first <= stepsMax; first += atOnce) {
    const trials = await Promise.all(Array.from({ length: atOnce }, (_, index) => trial(first + index)));
    deaths += trials.filter(({ died }) => died).length;
    if (trials.some(({ died }) => !died)) return deaths;
  }
  throw new Error(`it died at each of ${stepsMax} steps`);
}
