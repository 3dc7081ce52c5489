export interface Answer<Source, T> {
  from: Source
  value: T
}

export interface CommonAnswer<Source, T> {
  value: T
  with: Answer<Source, T>[]
  against: Answer<Source, T>[]
}

/** Blocks that an honest endpoint may lag behind the others. */
const MAX_LAG_BLOCKS = 3n

/**
 * How many of so many servers must know something that honest ones may not all know, before it counts. With three or more
 * one alone could have made it up.
 */
export function witnesses(answers: number): number {
  return answers >= 3 ? 2 : 1
}

/**
 * The answer that more than half give; of one endpoint its own. Null when there is none: nobody knows who lies.
 */
export function commonAnswer<Source, T>(
  answers: readonly Answer<Source, T>[],
): CommonAnswer<Source, T> | null {
  for (const group of grouped(answers, ({ value }) => canonical(value))) {
    const [first] = group
    if (group.length * 2 > answers.length)
      return { value: first.value, with: group, against: answers.filter((answer) => !group.includes(answer)) }
  }
  return null
}

/** What has the same key, together, in the order of the first of each. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

/**
 * Which endpoints follow the chain's head. With three or more the upper median leads, so that one endpoint can neither
 * hold the others back nor run ahead with blocks of its own; with two the higher one leads, because being behind is the
 * common fault and inventing blocks on a shared history gains nothing here but wasted gas.
 */
export function liveHeads<Source>(heads: readonly { source: Source; head: bigint }[]): {
  live: { source: Source; head: bigint }[]
  behind: { source: Source; head: bigint }[]
} {
  const sorted = heads.map(({ head }) => head).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const lead = sorted.length >= 3 ? sorted[Math.floor(sorted.length / 2)] : sorted.at(-1)
  if (lead === undefined) return { live: [], behind: [] }
  const near = (head: bigint) => head >= lead - MAX_LAG_BLOCKS && head <= lead + MAX_LAG_BLOCKS
  return { live: heads.filter(({ head }) => near(head)), behind: heads.filter(({ head }) => !near(head)) }
}

/** Text that is equal exactly when two answers are; order of object keys is the endpoint's own affair. */
export function canonical(value: unknown): string {
  const text: string | undefined = JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return { bigint: String(part) }
    if (part instanceof Map) return [...part.entries()]
    if (typeof part === 'object' && part !== null && !Array.isArray(part))
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    return part
  })
  return text ?? 'undefined'
}
