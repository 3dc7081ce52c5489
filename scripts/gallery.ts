import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { root, run } from './steps.ts'

/**
 * `npm run gallery`: runs the browser tests, which photograph every page in every state, in both themes and at both widths,
 * and lays the pictures out on one page, `.gallery/index.html`.
 */
const folder = join(root, '.gallery')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const { code } = await run(['playwright', 'test', ...process.argv.slice(2)], {
  env: { CHROMIUM_PATH: await findBrowser(), GALLERY_DIR: folder },
})

const states = new Map<string, Map<string, string>>()
for (const file of readdirSync(folder).sort()) {
  const match = /^(.+)\.(desktop|phone)\.(light|dark)\.png$/.exec(file)
  if (!match) continue
  const [, state = '', width, theme] = match
  const pictures = states.get(state) ?? new Map<string, string>()
  states.set(state, pictures.set(`${width}, ${theme}`, file))
}
const sections = [...states].map(
  ([state, pictures]) =>
    `<section><h2>${state}</h2>${[...pictures]
      .map(
        ([label, file]) =>
          `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${state}, ${label}"></a><figcaption>${label}</figcaption></figure>`,
      )
      .join('')}</section>`,
)
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Sluice, every page in every state</title>
<style>body{font:16px system-ui;margin:24px;background:#eee}section{margin-bottom:48px}figure{display:inline-block;margin:0 16px 16px 0;vertical-align:top}img{height:480px;border:1px solid #999}</style>
<h1>Every page in every state</h1>${sections.join('\n')}`,
)
// The README's picture is the same screenshot, so that it never shows a page that is gone.
const picture = join(folder, 'deposit-pay.desktop.light.png')
if (existsSync(picture)) copyFileSync(picture, join(root, 'docs/images/deposit-pay.png'))
console.log(`${states.size} states, ${join('.gallery', 'index.html')}`)
process.exit(code)
