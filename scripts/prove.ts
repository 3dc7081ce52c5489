import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './steps.ts'

/**
 * Proves the asserts of `contracts/test/smt` with SMTChecker (engine CHC, solver z3) for every sequence of calls. An
 * assert that is violated or could not be proved fails the run.
 */
const solc = createRequire(import.meta.url)('solc') as {
  compile: (
    input: string,
    callbacks: { import: (path: string) => { contents: string } | { error: string } },
  ) => string
}
const proofs = ['BridgeAccountingProof', 'RedemptionAccountingProof', 'RedemptionSupplyProof']
const pathOf = (proof: string): string => `contracts/test/smt/${proof}.sol`
type Sources = Record<string, { content: string }>
const load = (path: string, sources: Sources): Sources => {
  if (sources[path]) return sources
  const content = readFileSync(join(root, path), 'utf8')
  sources[path] = { content }
  for (const match of content.matchAll(/from "(\.[^"]+)"/g))
    load(join(dirname(path), match[1] ?? ''), sources)
  return sources
}

type Message = { severity: string; errorCode?: string; formattedMessage: string }

/** One contract a run: what the solver finds for one must not depend on the others. */
function prove(proof: string): { proved: number; asserts: number; bad: Message[] } {
  const entry = pathOf(proof)
  const sources = load(entry, {})
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      evmVersion: 'cancun',
      outputSelection: { '*': { '*': ['abi'] } },
      modelChecker: {
        engine: 'chc',
        solvers: ['z3'],
        targets: ['assert'],
        contracts: { [entry]: [proof] },
        showProvedSafe: true,
        showUnproved: true,
        invariants: ['contract'],
      },
    },
  }
  const missing = { import: (path: string) => ({ error: `${path} was not loaded` }) }
  const { errors = [] } = JSON.parse(solc.compile(JSON.stringify(input), missing)) as { errors?: Message[] }
  /** 9576: an assert proved safe, one message each where solc lists them. */
  const proved = errors.filter(({ formattedMessage }) => /check is safe/.test(formattedMessage)).length
  const bad = errors.filter(
    ({ severity, formattedMessage }) =>
      severity === 'error' ||
      /happens here|might happen|could not be proved|not available|unsupported/i.test(formattedMessage),
  )
  const asserts = [...(sources[entry]?.content ?? '').matchAll(/\bassert\(/g)].length
  return { proved, asserts, bad }
}

const total = { proved: 0, asserts: 0, bad: 0 }
for (const proof of proofs) {
  const started = performance.now()
  const { proved, asserts, bad } = prove(proof)
  for (const { formattedMessage } of bad) console.error(formattedMessage)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${proof}: ${proved} of ${asserts} asserts proved in ${seconds} s`)
  total.proved += proved
  total.asserts += asserts
  total.bad += bad.length
}
console.log(`${total.proved} of ${total.asserts} asserts proved`)
process.exit(total.bad === 0 && total.proved >= total.asserts ? 0 : 1)
