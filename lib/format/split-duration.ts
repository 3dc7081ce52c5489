export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days'
/** One or two neighbouring units, largest first: what a person would say. */
export type DurationPart = Readonly<{ unit: DurationUnit; count: number }>

const sizes: readonly (readonly [DurationUnit, number])[] = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
]

/**
 * Cuts a duration into what a person would say: 2 h 5 min, not 7,512 seconds. Rounds down, so that nothing that is left is
 * overstated; from ten of a unit on, the next smaller one is left out.
 * @param seconds any number; negative ones count as zero
 */
export const splitDuration = (seconds: number): readonly DurationPart[] => {
  const whole = Math.max(0, Math.floor(seconds))
  const at = sizes.findIndex(([, size]) => whole >= size)
  const [unit, size] = sizes[at] ?? (['seconds', 1] as const)
  const count = Math.floor(whole / size)
  const next = at < 0 ? undefined : sizes[at + 1]
  const rest = next === undefined || count >= 10 ? 0 : Math.floor((whole % size) / next[1])
  return next === undefined || rest === 0
    ? [{ unit, count }]
    : [
        { unit, count },
        { unit: next[0], count: rest },
      ]
}
