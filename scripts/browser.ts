import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { run } from './steps.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installed = (): string | undefined => {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...macPaths, chromium.executablePath()].find((file) => file !== '' && isExecutable(file))
}

const mayUseApt = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/**
 * The browser for tests: `CHROMIUM_PATH`, an installed chromium or chrome, Playwright's own; else one is installed, by
 * Playwright's installer or, as root on Debian, from Debian's package.
 * @returns path of the executable
 * @throws when none is there and none can be installed; the message says what to do
 */
export const findBrowser = async (): Promise<string> => {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isExecutable(named)) return named
    throw new Error(
      `CHROMIUM_PATH names ${named}, which is not there or not executable. Correct or unset it.`,
    )
  }
  const found = installed()
  if (found) return found
  console.log('No chromium or chrome is installed: trying Playwright’s installer …')
  await run(['playwright', 'install', 'chromium'], { quiet: true })
  if (!installed() && mayUseApt()) {
    console.log('That did not work: installing Debian’s chromium package …')
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const now = installed()
  if (now) return now
  throw new Error('No browser could be installed. Install chromium or chrome, or set CHROMIUM_PATH to one.')
}

if (import.meta.main) console.log(await findBrowser())
