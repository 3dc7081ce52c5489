import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Artifact, findForbidden, ownContract } from './scan-opcodes-find.ts'

/**
 * Fails when a contract of contracts/src holds an opcode that the target chain lacks, and names contract and offset.
 * Usage: node scripts/scan-opcodes.ts [folder of forge's artifacts]
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../.forge/out')
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
  : []

let scanned = 0
const problems: string[] = []
for (const file of files) {
  const artifact: Artifact = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const contract = ownContract(artifact)
  if (!contract) continue
  scanned++
  for (const { opcode, offset, part } of findForbidden(artifact))
    problems.push(`${contract.file}:${contract.name} has ${opcode} at byte ${offset} of its ${part} code.`)
}

if (scanned === 0) problems.push(`No contract of contracts/src under ${folder}: run forge build first.`)
for (const problem of problems) console.error(problem)
if (problems.length === 0) console.log(`${scanned} contracts, no forbidden opcode`)
process.exitCode = problems.length === 0 ? 0 : 1
