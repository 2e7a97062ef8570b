/** How long one run of the work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The time of one of many runs in a row, in milliseconds: for work too short to be timed alone. */
export async function timedEach(runs: number, work: () => Promise<unknown>): Promise<number> {
  const all = await timed(async () => {
    for (let run = 0; run < runs; run += 1) await work();
  });
  return all / runs;
}

/**
 * Takes the values of several works, such as their times, turn by turn, so that a machine that others
 * use as well is as slow for the one as for the other.
 *
 * @returns for each work one value a round
 */
export async function inTurns<Value>(
  rounds: number,
  works: readonly (() => Promise<Value>)[],
): Promise<Value[][]> {
  const values: Value[][] = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) values[index]?.push(await work());
  }
  return values;
}
