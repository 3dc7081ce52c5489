import { describe, expect, test } from 'vitest'
import { parseOptions, selectParts } from './options.ts'
import { StackError } from './stack-error.ts'

describe('parseOptions', () => {
  test('default', () => {
    const options = parseOptions(['dev'])
    expect(options).toMatchObject({ mode: 'dev', fresh: false, portBase: 3000, blockSeconds: 5 })
    expect(options.parts.has('app')).toBe(true)
  })

  test('behavior: 0 seconds means no blocks by themselves', () => {
    expect(parseOptions(['stack', '--block-seconds', '0']).blockSeconds).toBeNull()
  })

  test.each([
    [[], 'dev'],
    [['dev', 'more'], 'dev'],
    [['dev', '--port-base', '80'], '--port-base'],
    [['dev', '--port-base', '0x10'], '--port-base'],
    [['dev', '--block-seconds', '-1'], 'block-seconds'],
    [['dev', '--only', 'keeper,nothing'], 'nothing'],
    [['dev', '--only', 'keeper', '--without', 'app'], 'exclude'],
    [['dev', '--frsh'], '--frsh'],
  ])('error: StackError for %j', (args, said) => {
    const parse = () => parseOptions(args)
    expect(parse).toThrow(StackError)
    expect(parse).toThrow(said)
  })
})

describe('selectParts', () => {
  test('behavior: --only brings what is needed, through others too', () => {
    const parts = selectParts(['indexer-api'], null)
    expect([...parts].sort()).toEqual(['anvil', 'bitcoind', 'deploy', 'indexer', 'indexer-api', 'postgres'])
  })

  test('behavior: --without leaves out what needs it', () => {
    const parts = selectParts(null, ['indexer'])
    expect(parts.has('indexer-api')).toBe(false)
    expect(parts.has('postgres')).toBe(true)
    expect(parts.has('keeper')).toBe(true)
  })
})
