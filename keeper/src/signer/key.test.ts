import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { privateKeyToAddress } from 'viem/accounts'
import { expect, test } from 'vitest'
import { ConfigError } from '../../../lib/errors/config.ts'
import { loadKey } from './key.ts'

// The two vectors of the Web3 Secret Storage Definition; both hold the same key under the same password.
const secret = '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d'
const password = 'testpassword'
const pbkdf2 = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
    ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
    kdf: 'pbkdf2',
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: 'hmac-sha256',
      salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
    },
    mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
}
const scrypt = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
    ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 262144,
      p: 8,
      r: 1,
      salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
    },
    mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
}

const dir = mkdtempSync(join(tmpdir(), 'keeper-key-'))
const file = (name: string, text: string, mode = 0o600) => {
  const path = join(dir, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
const failure = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

test.each([secret, secret.slice(2), `${secret}\n`])('default: a file with a key (%#)', (text) => {
  const loaded = loadKey({ kind: 'file', path: file('key', text) })
  expect(loaded.account.address).toBe(privateKeyToAddress(secret))
  expect(loaded.readableByOthers).toBe(false)
})

test('behavior: says when others can read the file', () => {
  expect(loadKey({ kind: 'file', path: file('open', secret, 0o644) }).readableByOthers).toBe(true)
})

test.each([
  ['pbkdf2', pbkdf2],
  ['scrypt', scrypt],
])('default: a keystore (%s)', (name, keystore) => {
  const source = {
    kind: 'keystore',
    path: file(`${name}.json`, JSON.stringify(keystore)),
    passwordFile: file('password', `${password}\n`),
  } as const
  expect(loadKey(source).account.address).toBe(privateKeyToAddress(secret))
  const wrong = failure(() => loadKey({ ...source, passwordFile: file('wrong', 'testpasswort') }))
  expect(wrong).toBeInstanceOf(ConfigError)
  expect(String(wrong)).toMatch(/does not open/)
})

test.each([
  ['not a key', 'no key'],
  ['too short', secret.slice(0, -2)],
])('error: ConfigError for a file that is %s, without its content', (_name, text) => {
  const error = failure(() => loadKey({ kind: 'file', path: file('bad', text) }))
  expect(error).toBeInstanceOf(ConfigError)
  expect(String(error)).not.toContain(text)
})

test('error: ConfigError for a missing file', () => {
  expect(failure(() => loadKey({ kind: 'file', path: join(dir, 'none') }))).toBeInstanceOf(ConfigError)
})
