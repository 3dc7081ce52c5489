/**
 * One measured figure. `row` names the figure's row in `docs/benchmarks.md`; `peer` is the same work done by the peer in the
 * same run, `ratio` is value / peer; `limit` bounds the ratio where there is one, else the value.
 */
export type BenchRow = {
  row: string
  name: string
  value: number
  unit: string
  peer: number | null
  ratio: number | null
  limit: number | null
  ok: boolean
}

/** Prints a row as the one JSON line that `npm run bench` collects. */
export const printRow = (row: BenchRow): void => console.log(JSON.stringify(row))
