import { describe, expect, it, vi } from 'vitest'
import { problemSchema } from '../api/primitives.ts'
import { NotFoundError, UnavailableError } from './problem.ts'
import { jsonAnswer, respond, respondProblem } from './respond.ts'

const request = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://127.0.0.1/api/v1/status', { headers, method })

describe('respond', () => {
  it('default: JSON with an ETag and a rule that lets a shared cache absorb polling', async () => {
    const response = respond(request(), jsonAnswer({ a: 1 }, 'moving'))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toContain('s-maxage=1')
    expect(response.headers.get('etag')).toMatch(/^"[\w-]{22}"$/)
    expect(await response.json()).toEqual({ a: 1 })
  })

  it('behavior: 304 without a body to whoever has it already, 200 after a change', async () => {
    const etag = respond(request(), jsonAnswer({ a: 1 }, 'moving')).headers.get('etag') ?? ''
    const again = respond(request({ 'if-none-match': `"other", W/${etag}` }), jsonAnswer({ a: 1 }, 'moving'))
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(respond(request({ 'if-none-match': etag }), jsonAnswer({ a: 2 }, 'moving')).status).toBe(200)
  })

  it('behavior: HEAD has the headers and no body', async () => {
    const response = respond(request({}, 'HEAD'), jsonAnswer({ a: 1 }, 'moving'))
    expect(response.headers.get('content-length')).toBe('7')
    expect(await response.text()).toBe('')
  })
})

describe('respondProblem', () => {
  it('default: problem details with Retry-After where waiting helps', async () => {
    const response = respondProblem(request(), new UnavailableError('index'))
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.headers.get('retry-after')).toBe('5')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(problemSchema.parse(await response.json()).status).toBe(503)
    expect(respondProblem(request(), new NotFoundError('request')).headers.get('retry-after')).toBeNull()
  })

  it('T38 ASVS 16.5.1 an error of our own becomes one general sentence', async () => {
    const response = respondProblem(
      request(),
      new Error('connect ECONNREFUSED postgres://user:secret@10.0.0.3'),
    )
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(JSON.parse(text)).toEqual({
      type: '/problems/internal',
      status: 500,
      title: 'Something went wrong on the server.',
    })
    expect(text).not.toMatch(/secret|ECONN|at /)
  })
})

it('T38 what a shared source throws is told for what it is, whichever copy of the code made it', async () => {
  vi.resetModules()
  const copy = await import('./problem.ts')
  expect(copy.NotFoundError).not.toBe(NotFoundError)
  expect(respondProblem(request(), new copy.NotFoundError('block')).status).toBe(404)
  expect(respondProblem(request(), new copy.BadInputError('path', 'must be tx')).status).toBe(400)
  expect(new copy.NotFoundError('block')).toBeInstanceOf(NotFoundError)
  expect(new copy.NotFoundError('block')).not.toBeInstanceOf(UnavailableError)
  expect(respondProblem(request(), new Error('a fault of ours')).status).toBe(500)
})
