// A real Chromium with Chinese fonts: found, installed where this is root on Debian, or asked for in one line.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const find = () => [process.env.CHROMIUM, ...CANDIDATES].find((file) => file && existsSync(file)) ?? null
const hasChineseFont = () => process.platform !== 'linux' || spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0

/**
 * @returns {string} the browser's path, also set as CHROMIUM for what runs after
 * @throws {Error} with the one line that mends it
 */
export function provideChromium() {
  const line = 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig'
  if (!find() || !hasChineseFont()) {
    const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
    if (canInstall) {
      console.log('installing chromium and fonts-noto-cjk …')
      spawnSync('sh', ['-c', `apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${line}`], { stdio: ['ignore', 'ignore', 'inherit'] })
    }
    if (!find() || !hasChineseFont()) throw new Error(`Chromium and a Chinese font are needed: sudo ${line}   (or set CHROMIUM to a Chromium's path)`)
  }
  process.env.CHROMIUM = find()
  return process.env.CHROMIUM
}
