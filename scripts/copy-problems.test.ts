import { describe, expect, test } from 'vitest'
import { copyProblems, flatten, unusedKeys } from './copy-problems.ts'

const problems = (english: object, chinese: object) =>
  copyProblems(
    flatten(english as Parameters<typeof flatten>[0]),
    flatten(chinese as Parameters<typeof flatten>[0]),
  )

describe('copyProblems', () => {
  test('default: the same keys and placeholders are no problem', () => {
    expect(
      problems(
        { a: { b: '{count, plural, one {# block} other {# blocks}} <at></at>' } },
        { a: { b: '<at></at> {count} 个区块' } },
      ),
    ).toEqual([])
  })
  test('behavior: names what is missing, empty, or says another thing', () => {
    expect(problems({ a: 'x', b: ' ', c: '{min}' }, { b: 'y', c: '{max}', d: 'z' })).toEqual([
      'a is missing in Chinese',
      'b is empty in English',
      'c needs (min) in English but (max) in Chinese',
      'd is missing in English',
    ])
  })
})

describe('unusedKeys', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a component, as text
  const source = "const t = useTranslations('home.state'); t('title'); t(`explain.${key}`)"
  test('default: what is named or can be made from a template is used', () => {
    expect(unusedKeys(['home.state.title', 'home.state.explain.relay'], [source])).toEqual([])
  })
  test('behavior: what nobody names is not', () => {
    expect(unusedKeys(['home.state.old', 'home.other.title'], [source])).toEqual([
      'home.state.old',
      'home.other.title',
    ])
  })
})
