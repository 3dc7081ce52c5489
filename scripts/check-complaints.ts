import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaintProblems } from './complaint-problems.ts'
import { root } from './steps.ts'

/** Every complaint of docs/complaints.md has its row, and every test that a row names exists. `npm run check` calls it. */
const tests = ['lib', 'app', 'components', 'e2e', 'indexer', 'keeper'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
)
const { problems, answered } = complaintProblems(
  readFileSync(join(root, 'docs/complaints.md'), 'utf8'),
  tests.join('\n'),
)
for (const problem of problems) console.error(problem)
console.log(`${answered} complaints with a test`)
process.exit(problems.length > 0 ? 1 : 0)
