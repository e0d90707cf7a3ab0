import { rmSync } from 'node:fs'

export default async function tearDown() {
  globalThis.__mocks?.removeAllListeners('exit')
  globalThis.__mocks?.kill('SIGTERM')
  await globalThis.__mongo?.stop()
  if (globalThis.__mongo) rmSync(globalThis.__mongo.dbPath, { recursive: true, force: true })
}
