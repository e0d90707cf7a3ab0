// `npm run reset`: wipes the demo's data and keys, so that the next start begins with a new city.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'

const data = join(root, '.data')
const pidFile = join(data, 'start.pid')

function isRunning() {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

if (existsSync(pidFile) && isRunning()) {
  console.error('掌上办正在运行，请先按 Ctrl-C 停止 / the app is running: stop it with Ctrl-C first')
  process.exit(1)
}
rmSync(data, { recursive: true, force: true })
console.log('数据已清空 / the data is wiped')
