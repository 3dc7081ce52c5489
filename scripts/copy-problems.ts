type Tree = { readonly [key: string]: string | Tree }

/** The sentences of an area tree by dotted key. */
export function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** Placeholders and tags of an ICU message, each once, in order of the alphabet. */
const holes = (message: string): string =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map(([, name, tag]) => name ?? `<${tag}>`))]
    .filter((name) => name !== 'other')
    .sort()
    .join(' ')

/** What differs between two languages that must say the same things. */
export function copyProblems(
  english: ReadonlyMap<string, string>,
  chinese: ReadonlyMap<string, string>,
): string[] {
  const problems: string[] = []
  for (const [key, sentence] of english) {
    const other = chinese.get(key)
    if (sentence.trim() === '') problems.push(`${key} is empty in English`)
    if (other === undefined) problems.push(`${key} is missing in Chinese`)
    else if (other.trim() === '') problems.push(`${key} is empty in Chinese`)
    else if (holes(sentence) !== holes(other))
      problems.push(`${key} needs (${holes(sentence)}) in English but (${holes(other)}) in Chinese`)
  }
  for (const key of chinese.keys()) if (!english.has(key)) problems.push(`${key} is missing in English`)
  return problems
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Keys that no source says. A source says what it names in full, what a template of it can become, and, where it passes a
 * variable, every sentence one level under a namespace it opened.
 */
export function unusedKeys(keys: readonly string[], sources: readonly string[]): string[] {
  const used: RegExp[] = []
  for (const source of sources) {
    const spaces = [...source.matchAll(/(?:use|get)Translations\(\s*'([\w.]+)'/g)].map(
      ([, space = '']) => space,
    )
    if (spaces.length === 0) continue
    const rests = [
      ...[...source.matchAll(/'([\w.]+)'/g)].map(([, text = '']) => escaped(text)),
      ...[...source.matchAll(/`([\w.]*(?:\$\{[^`}]*\}[\w.]*)+)`/g)].map(([, text = '']) =>
        text
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('[\\w]+'),
      ),
      ...(/\b(?:t|say|text|nav|unit|network)(?:\.rich)?\(\s*[a-z]\w*(?:\.\w+)*\s*[,)]/.test(source)
        ? ['\\w+']
        : []),
    ]
    for (const space of new Set(spaces)) used.push(new RegExp(`^${escaped(space)}\\.(?:${rests.join('|')})$`))
  }
  return keys.filter((key) => !used.some((pattern) => pattern.test(key)))
}
