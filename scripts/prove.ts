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
const entry = 'contracts/test/smt/BridgeAccountingProof.sol'
const sources: Record<string, { content: string }> = {}
const load = (path: string): void => {
  if (sources[path]) return
  const content = readFileSync(join(root, path), 'utf8')
  sources[path] = { content }
  for (const match of content.matchAll(/from "(\.[^"]+)"/g)) load(join(dirname(path), match[1] ?? ''))
}
load(entry)

type Message = { severity: string; errorCode?: string; formattedMessage: string }
const started = performance.now()
const answer = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: 'Solidity',
      sources,
      settings: {
        evmVersion: 'cancun',
        outputSelection: { '*': { '*': ['abi'] } },
        modelChecker: {
          engine: 'chc',
          solvers: ['z3'],
          targets: ['assert'],
          contracts: { [entry]: ['BridgeAccountingProof'] },
          showProvedSafe: true,
          showUnproved: true,
          invariants: ['contract'],
        },
      },
    }),
    { import: (path) => ({ error: `${path} was not loaded` }) },
  ),
) as { errors?: Message[] }

const messages = answer.errors ?? []
/** 9576: an assert proved safe, one message each where solc lists them. */
const proved = messages.filter(({ formattedMessage }) => /check is safe/.test(formattedMessage))
const bad = messages.filter(
  ({ severity, formattedMessage }) =>
    severity === 'error' ||
    /happens here|might happen|could not be proved|not available|unsupported/i.test(formattedMessage),
)
for (const { formattedMessage } of bad) console.error(formattedMessage)
const asserts = [...(sources[entry]?.content ?? '').matchAll(/\bassert\(/g)].length
console.log(
  `${proved.length} of ${asserts} asserts proved in ${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exit(bad.length === 0 && proved.length >= asserts ? 0 : 1)
