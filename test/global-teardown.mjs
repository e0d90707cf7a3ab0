export default async function tearDown() {
  globalThis.__mocks?.removeAllListeners('exit')
  globalThis.__mocks?.kill('SIGTERM')
  await globalThis.__mongo?.stop()
}
