export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
  if (value === undefined) throw new Error('no samples')
  return value
}

/** One line of B12. */
export function print(name: string, value: number, limit: number | null): void {
  const row = { row: 'B12', name, value, unit: 'ms', peer: null, ratio: null, limit }
  console.log(JSON.stringify({ ...row, ok: limit === null || value <= limit }))
}
