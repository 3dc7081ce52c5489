import { createDecipheriv, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { scrypt } from '@noble/hashes/scrypt.js'
import { concat, type Hex, hexToBytes, keccak256 } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { z } from 'zod'
import { ConfigError } from '../../../lib/errors/config.ts'

const hexString = z.string().regex(/^(0x)?[0-9a-fA-F]+$/)

/** Web3 Secret Storage, version 3: what geth, foundry's cast and most wallets write. */
const keystoreSchema = z.object({
  version: z.literal(3),
  crypto: z.object({
    cipher: z.literal('aes-128-ctr'),
    ciphertext: hexString,
    cipherparams: z.object({ iv: hexString }),
    mac: hexString,
    kdf: z.enum(['scrypt', 'pbkdf2']),
    kdfparams: z.object({
      dklen: z.number(),
      salt: hexString,
      n: z.number().optional(),
      r: z.number().optional(),
      p: z.number().optional(),
      c: z.number().optional(),
      prf: z.literal('hmac-sha256').optional(),
    }),
  }),
})

export type KeySource =
  | { kind: 'file'; path: string }
  | { kind: 'keystore'; path: string; passwordFile: string }

export interface LoadedKey {
  account: PrivateKeyAccount
  /** true when others on the machine may read the file */
  readableByOthers: boolean
}

/**
 * Reads the signing key from a file or an encrypted keystore.
 * @throws ConfigError when the file is missing, not a key, or the password is wrong; never with the content in it
 */
export function loadKey(source: KeySource): LoadedKey {
  const { secret, readableByOthers } = loadSecret(source)
  return { account: privateKeyToAccount(secret), readableByOthers }
}

/**
 * Reads 32 secret bytes from a file or an encrypted keystore: what both chains' keys are.
 * @throws ConfigError as `loadKey`
 */
export function loadSecret(source: KeySource): { secret: Hex; readableByOthers: boolean } {
  const text = readText(source.path)
  return {
    secret: source.kind === 'file' ? plainKey(text, source.path) : decrypt(text, source),
    readableByOthers: source.kind === 'file' && (statSync(source.path).mode & 0o077) !== 0,
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new ConfigError('keeper', [`the key file ${path} cannot be read`], cause)
  }
}

function plainKey(text: string, path: string): Hex {
  const digits = text.startsWith('0x') ? text.slice(2) : text
  if (!/^[0-9a-fA-F]{64}$/.test(digits))
    throw new ConfigError('keeper', [`${path} does not hold a private key of 64 hex digits`])
  return `0x${digits}`
}

function decrypt(text: string, source: Extract<KeySource, { kind: 'keystore' }>): Hex {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ConfigError('keeper', [`${source.path} is not JSON`], cause)
  }
  const parsed = keystoreSchema.safeParse(json)
  if (!parsed.success)
    throw new ConfigError('keeper', [`${source.path} is not a version 3 keystore`], parsed.error)
  const { crypto } = parsed.data
  const derived = deriveKey(readText(source.passwordFile), crypto, source.path)
  const ciphertext = bytes(crypto.ciphertext)
  const mac = hexToBytes(keccak256(concat([derived.subarray(16, 32), ciphertext])))
  const expected = bytes(crypto.mac)
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected))
    throw new ConfigError('keeper', [`the password in ${source.passwordFile} does not open ${source.path}`])
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), bytes(crypto.cipherparams.iv))
  return plainKey(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('hex'), source.path)
}

function deriveKey(password: string, crypto: z.infer<typeof keystoreSchema>['crypto'], path: string): Buffer {
  const { dklen, salt, n, r, p, c } = crypto.kdfparams
  // Node's own scrypt refuses parameters that some wallets write (N ≥ 2^16r).
  if (crypto.kdf === 'scrypt' && n !== undefined && r !== undefined && p !== undefined)
    return Buffer.from(
      scrypt(Buffer.from(password, 'utf8'), bytes(salt), {
        N: n,
        r,
        p,
        dkLen: dklen,
        maxmem: 256 * (n + p + 2) * r,
      }),
    )
  if (crypto.kdf === 'pbkdf2' && c !== undefined) return pbkdf2Sync(password, bytes(salt), c, dklen, 'sha256')
  throw new ConfigError('keeper', [`${path} lacks the parameters of its ${crypto.kdf}`])
}

function bytes(hex: string): Uint8Array {
  return hexToBytes(hex.startsWith('0x') ? (hex as Hex) : `0x${hex}`)
}
