// `npm run reset`: wipes the demo's data and keys, so that the next start begins with a new city.
import { rmSync } from 'node:fs'
import { dataDir, findRunningCity, stopLeftoverMongod } from './running-city.mjs'

if (findRunningCity()) {
  console.error('掌上办正在运行，请先按 Ctrl-C 停止 / the app is running: stop it with Ctrl-C first')
  process.exit(1)
}
await stopLeftoverMongod(console.log)
rmSync(dataDir, { recursive: true, force: true })
console.log('数据已清空 / the data is wiped')
