import { run } from './steps.ts'

/**
 * `npm run check`: format, lint, types, import rules, unused code, drift of generated files, dependencies, copy in both
 * languages. Runs all of them, shows what failed, ends with one line of counts.
 */
const sources = ['app', 'components', 'lib', 'indexer', 'keeper', 'stack', 'e2e', 'scripts', 'bench', 'test']

const checks: { name: string; command: string[]; fix?: string }[] = [
  {
    name: 'format and lint (TypeScript)',
    command: ['biome', 'check', '--error-on-warnings'],
    fix: 'npm run format',
  },
  {
    name: 'format (Solidity)',
    command: ['node', 'scripts/forge.ts', 'fmt', '--check'],
    fix: 'npm run format',
  },
  { name: 'lint (Solidity)', command: ['solhint', '--max-warnings', '0', 'contracts/src/**/*.sol'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  {
    name: 'import rules',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...sources, 'proxy.ts'],
  },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'ABIs match the contracts', command: ['node', 'scripts/abi.ts', '--check'], fix: 'npm run abi' },
  { name: 'no forbidden opcode', command: ['node', 'scripts/scan-opcodes.ts'] },
  { name: 'lock is complete', command: ['node', 'scripts/complete-lock.ts', '--check'], fix: 'npm run lock' },
  { name: 'dependencies are known', command: ['node', 'scripts/check-dependencies.ts'] },
  { name: 'complaints have their tests', command: ['node', 'scripts/check-complaints.ts'] },
  { name: 'copy in both languages', command: ['node', 'scripts/check-copy.ts'] },
]

let failed = 0
for (const { name, command, fix } of checks) {
  const { code, output, seconds } = await run(command, { quiet: true })
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (code === 0) continue
  failed += 1
  console.log(output.trimEnd())
  if (fix) console.log(`To mend what a program can mend: ${fix}`)
}
console.log(`checks: ${checks.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
