import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openApi } from './openapi.ts'

const root = path.resolve(import.meta.dirname, '../..')

it('default: documents every route of the API, and no other', () => {
  const routes = globSync('app/api/v1/**/route.ts', { cwd: root })
    .map((file) => `/${path.dirname(file).replace(/^app\//, '')}`.replace(/\[(\w+)\]/g, '{$1}'))
    .filter((route) => !route.endsWith('/openapi'))
  const documented = Object.keys(openApi().paths as object)
  for (const route of routes) {
    const prefix = route.replace('[...path]', '')
    expect(
      documented.some((known) => known === route || (prefix !== route && known.startsWith(prefix))),
    ).toBe(true)
  }
  const known = documented.filter((route) => !route.startsWith('/api/v1/bitcoin/'))
  expect(known.filter((route) => !routes.includes(route))).toEqual([])
})

it('behavior: amounts are strings, and every failure is a problem', () => {
  const { paths } = openApi() as {
    paths: Record<string, { get: { responses: Record<string, { content?: object }> } }>
  }
  const responses = paths['/api/v1/requests']?.get.responses ?? {}
  expect(JSON.stringify(responses['200'])).toContain('"sats":{"type":"string"')
  for (const status of ['400', '429', '503']) {
    expect(Object.keys(responses[status]?.content ?? {})).toEqual(['application/problem+json'])
  }
})
