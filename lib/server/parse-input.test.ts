import { describe, expect, it } from 'vitest'
import { activityQuery } from '../api/activity.ts'
import { requestParams, requestsQuery } from '../api/requests.ts'
import { stakersQuery } from '../api/stakers.ts'
import { parseInput } from './parse-input.ts'
import { BadInputError } from './problem.ts'

const query = (text: string) => parseInput(requestsQuery, new URLSearchParams(text))
const refused = (text: string) => {
  try {
    query(text)
  } catch (error) {
    if (error instanceof BadInputError) return error.problem
    throw error
  }
  throw new Error(`accepted: ${text}`)
}

describe('parseInput', () => {
  it('default: reads what the schema knows and fills in what is left out', () => {
    expect(query('state=Minted&cursor=12')).toEqual({ state: 'Minted', cursor: '12', limit: 20 })
    expect(query('kind=withdrawal&state=PartlyPaid')).toMatchObject({ state: 'PartlyPaid' })
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1e1000', 'limit'],
    ['limit=-5', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=٣', 'limit'],
    ['cursor=-1', 'cursor'],
    ['cursor=1%20or%201=1', 'cursor'],
    [`cursor=${'9'.repeat(21)}`, 'cursor'],
    ['state=minted', 'state'],
    ['state=None', 'state'],
    ['state=__proto__', 'state'],
    ['account=0x12', 'account'],
    ["account=0x' or 1=1--", 'account'],
    ['kind=loan', 'kind'],
    ['owner=0x12', 'owner'],
    ['staker=alice', 'staker'],
    ['search=', 'search'],
    ["search=1'--", 'search'],
    [`search=${'a'.repeat(101)}`, 'search'],
    [`account=0x${'a'.repeat(40)}%00`, 'account'],
  ])('T36 refuses ?%s with the field and its rule', (text, field) => {
    expect(refused(text)).toMatchObject({ status: 400, field, rule: expect.stringMatching(/^must /) })
  })

  it.each([
    ['', 'account'],
    ['account=0x12', 'account'],
    [`account=0x${'a'.repeat(40)}&cursor=12`, 'cursor'],
    [`account=0x${'a'.repeat(40)}&kind=loan`, 'kind'],
  ])('T36 activity refuses ?%s with the field and its rule', (text, field) => {
    const read = () => parseInput(activityQuery, new URLSearchParams(text))
    expect(read).toThrow(BadInputError)
    try {
      read()
    } catch (error) {
      expect((error as BadInputError).problem).toMatchObject({ field, rule: expect.stringMatching(/^must /) })
    }
  })

  it('T37 ASVS 15.3.7 a key that is given twice is refused', () => {
    expect(refused('limit=1&limit=2')).toMatchObject({ field: 'limit', rule: 'must be given once' })
    expect(refused('account=x&a=1&account=y').field).toBe('account')
  })

  it('T37 ASVS 15.3.6 keys of the prototype are as harmless as any unknown key', () => {
    const parsed = query('__proto__=1&constructor=2&toString=3&hasOwnProperty=4&limit=7')
    expect(parsed).toEqual({ limit: 7 })
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  it('T37 ASVS 15.3.3 keys that the schema does not know are dropped', () => {
    expect(parseInput(stakersQuery, new URLSearchParams('where=1&limit=3&orderBy=x'))).toEqual({ limit: 3 })
  })

  it('T35 a hostile key is not repeated as it is', () => {
    const key = encodeURIComponent('<svg onload=alert(1)>')
    expect(refused(`${key}=1&${key}=2`).field).toMatch(/^[\w.?-]+$/)
  })

  it.each(['0', '01', '-1', '1.0', '0x1', ' 1', '1e3', '٣', '9'.repeat(20), 'constructor', ''])(
    'T36 refuses the request id %j',
    (reqId) => {
      expect(() => parseInput(requestParams, { reqId })).toThrow(BadInputError)
    },
  )
})
