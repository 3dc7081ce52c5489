import { expect, test } from 'vitest'
import { pickLanguage } from './language.ts'

test('the choice in the cookie wins over the browser', () => {
  expect(pickLanguage('zh', 'en-US,en;q=0.9')).toBe('zh')
})

test('a cookie with anything else is ignored', () => {
  expect(pickLanguage('<svg onload>', 'zh-CN')).toBe('zh')
  expect(pickLanguage('fr', null)).toBe('en')
})

test('the heaviest known language of the browser is taken', () => {
  expect(pickLanguage(undefined, 'fr-CH, fr;q=0.9, zh-TW;q=0.8, en;q=0.7')).toBe('zh')
  expect(pickLanguage(undefined, 'en;q=0.2, zh;q=0.9')).toBe('zh')
  expect(pickLanguage(undefined, 'zh;q=0, en;q=0.1')).toBe('en')
})

test('no header, an empty and a hostile one fall back to English', () => {
  for (const header of [null, '', ',,,;q=;', `${'a'.repeat(9999)};q=1`])
    expect(pickLanguage(undefined, header)).toBe('en')
})
