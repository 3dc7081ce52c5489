import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { requireFreePorts, stackPorts } from './ports.ts'
import { StackError } from './stack-error.ts'

test('default: nine in a row', () => {
  expect(Object.values(stackPorts(20_000))).toEqual([
    20_000, 20_001, 20_002, 20_003, 20_004, 20_005, 20_006, 20_007, 20_008,
  ])
})

test('error: StackError names the port, the part and the way out', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const ports = stackPorts(port)
    await expect(requireFreePorts(ports, ['app'])).rejects.toThrow(StackError)
    await expect(requireFreePorts(ports, ['app'])).rejects.toThrow(`Port ${port} (app)`)
    await expect(requireFreePorts(ports, ['app'])).rejects.toMatchObject({
      hint: expect.stringContaining('--port-base'),
    })
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
  await expect(requireFreePorts(stackPorts(port), ['app'])).resolves.toBeUndefined()
})
