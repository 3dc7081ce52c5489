#!/usr/bin/env node
// Lets forge compile with the solc of package.json: forge would otherwise download a compiler.
const fs = require('node:fs')
const path = require('node:path')
const solc = require('solc')

const args = process.argv.slice(2)
if (args.includes('--version')) {
  console.log(
    `solc, the solidity compiler commandline interface\nVersion: ${solc.version().replace('Emscripten.clang', 'Linux.g++')}`,
  )
  process.exit(0)
}
const valuesOf = (name) => args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []))
const base = valuesOf('--base-path')[0] ?? process.cwd()
const allowed = [
  base,
  ...valuesOf('--include-path'),
  ...valuesOf('--allow-paths').flatMap((list) => list.split(',')),
]
const roots = allowed.map((dir) => path.resolve(base, dir))
const readImport = (name) => {
  for (const root of roots) {
    const file = path.resolve(root, name)
    const inside = roots.some((dir) => file.startsWith(dir + path.sep))
    if (inside && fs.existsSync(file)) return { contents: fs.readFileSync(file, 'utf8') }
  }
  return { error: `${name} is not under ${roots.join(', ')}` }
}
// The input reaches the compiler on its small stack, which all sources together overflow: it asks for each by its name instead.
const input = JSON.parse(fs.readFileSync(0, 'utf8'))
const given = new Map()
for (const [name, { content }] of Object.entries(input.sources)) {
  if (content === undefined) continue
  given.set(name, content)
  input.sources[name] = { urls: [name] }
}
const read = (name) => (given.has(name) ? { contents: given.get(name) } : readImport(name))
process.stdout.write(solc.compile(JSON.stringify(input), { import: read }))
