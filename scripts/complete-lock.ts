import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Adds to `package-lock.json` the optional packages for other platforms that the registry did not answer for: `npm ci`
 * refuses a lock without them. Run after every `npm i`; with `--check` it fails when it would add something.
 */
type Entry = {
  version?: string
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dev?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
}

const osNames: Record<string, string> = {
  darwin: 'darwin',
  linux: 'linux',
  linuxmusl: 'linux',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  aix: 'aix',
}
const cpuNames: Record<string, string> = {
  x64: 'x64',
  amd64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  wasm32: 'wasm32',
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const packages = lock.packages

/** Node's own lookup: from the folder of the package that asks, upwards. */
const isLocked = (from: string, name: string): boolean => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at) return false
  }
}

const missing = new Map<string, Entry>()
for (const [at, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(at, name)) continue
    const parts = name.split(/[/-]/)
    const os = parts.map((part) => osNames[part]).find(Boolean)
    const cpu = parts.map((part) => cpuNames[part]).find(Boolean)
    if (!os || !/^\d/.test(version)) {
      console.error(`left out: ${name}@${version}, asked for by ${at}`)
      continue
    }
    const libc = parts.includes('musl') ? ['musl'] : parts.includes('gnu') ? ['glibc'] : undefined
    missing.set(`node_modules/${name}`, {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      optional: true,
      os: [os],
      ...(libc && { libc }),
    })
  }
}

if (process.argv.includes('--check')) {
  if (missing.size > 0) {
    console.error(
      `package-lock.json lacks ${missing.size} optional packages: run \`npm run lock\` and commit it`,
    )
    process.exit(1)
  }
} else {
  const { '': root, ...rest } = { ...packages, ...Object.fromEntries(missing) }
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = { ...(root && { '': root }), ...Object.fromEntries(sorted) }
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${missing.size} optional packages added`)
}
