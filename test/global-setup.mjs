// One real mongod and one set of mocks for the whole run. No test is skipped where one of them cannot be had: the run fails.
import { spawn } from 'node:child_process'
import { compilePrograms } from '../scripts/compiled-programs.mjs'
import { startReplicaSet } from '../scripts/mongod.mjs'
import { throwAwayFolder } from '../scripts/throw-away.mjs'

function startMocks(program) {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, MOCK_PORT_BASE: '0', NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  return new Promise((ready, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const line = text
        .split('\n')
        .slice(0, -1)
        .find((candidate) => candidate.startsWith('{"mocks"'))
      if (line) ready({ child, urls: JSON.parse(line).mocks })
    })
    child.once('exit', (code) => reject(new Error(`the mocks stopped with ${code}`)))
  })
}

/** MONGODB_URI names a replica set that runs already: nothing is started then. */
const startMongo = async () =>
  process.env.MONGODB_URI ? null : startReplicaSet({ dbPath: throwAwayFolder('mongo'), args: ['--setParameter', 'ttlMonitorSleepSecs=1'] })

export default async function setUp() {
  const compiling = compilePrograms()
  const [mongo, mocks] = await Promise.all([startMongo(), compiling.then((programs) => startMocks(programs['mock/src/main.ts']))])
  process.env.COMPILED_PROGRAMS = JSON.stringify(await compiling)
  process.env.MONGODB_TEST_URI = mongo ? mongo.uri('test') : process.env.MONGODB_URI
  globalThis.__mongo = mongo
  process.env.MOCK_URLS = JSON.stringify(mocks.urls)
  globalThis.__mocks = mocks.child
}
