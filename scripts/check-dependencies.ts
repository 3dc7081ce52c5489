import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DependencyFacts, dependencyProblems } from './dependency-problems.ts'
import { root } from './steps.ts'

/** Compares `package.json` and the lock with what `docs/dependencies.md` allows. */
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const facts: DependencyFacts = {
  manifest: JSON.parse(read('package.json')),
  lock: JSON.parse(read('package-lock.json')),
  allowed: read('docs/dependencies.md'),
}
const problems = dependencyProblems(facts)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
