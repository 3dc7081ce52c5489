import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from './client-address.ts'

let trusted: string[] = []
const server = createServer((request, response) => {
  response.end(clientOf(new Headers(request.headers as Record<string, string>), trusted))
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  server.close()
})
const ask = async (headers: Record<string, string>, proxies: string[] = []) => {
  trusted = proxies
  const { port } = server.address() as AddressInfo
  return (await fetch(`http://127.0.0.1:${port}`, { headers })).text()
}

describe('clientOf', () => {
  it('default: the address of the socket', async () => {
    expect(await ask({})).toBe('127.0.0.1')
  })

  it('T37 ASVS 4.1.3 X-Forwarded-For of a client is not believed', async () => {
    expect(await ask({ 'x-forwarded-for': '6.6.6.6' })).toBe('127.0.0.1')
    expect(await ask({ 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' })).toBe('127.0.0.1')
  })

  it('T37 the header of our own cannot be forged', async () => {
    expect(await ask({ 'x-sluice-peer': 'guess 6.6.6.6' })).toBe('127.0.0.1')
    expect(clientOf(new Headers({ 'x-sluice-peer': 'guess 6.6.6.6' }), [])).toBe('unknown')
  })

  it('behavior: behind a configured proxy, the rightmost address that is no proxy', async () => {
    const proxies = ['127.0.0.1', '10.0.0.2']
    expect(await ask({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }, proxies)).toBe('203.0.113.9')
    expect(await ask({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.2' }, proxies)).toBe('203.0.113.9')
    expect(await ask({}, proxies)).toBe('127.0.0.1')
  })

  it('behavior: all addresses of one IPv6 /64 are one client', async () => {
    const at = (address: string) => ask({ 'x-forwarded-for': address }, ['127.0.0.1'])
    expect(await at('2001:db8:1:2:3:4:5:6')).toBe(await at('2001:db8:1:2::9'))
    expect(await at('2001:db8:1:2::9')).not.toBe(await at('2001:db8:1:3::9'))
    expect(await at('::1')).toBe('0:0:0:0')
  })
})
