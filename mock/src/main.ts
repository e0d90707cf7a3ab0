import { readConfig, StartRefused } from './config'
import { startMocks } from './start-mocks'

async function main(): Promise<void> {
  const mocks = await startMocks(readConfig())
  process.stdout.write(`${JSON.stringify({ mocks: mocks.urls })}\n`)
  const stop = () => void mocks.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((cause: unknown) => {
  process.stderr.write(
    `${cause instanceof StartRefused ? cause.message : `The stand-ins could not start: ${cause instanceof Error ? cause.message : 'unknown'}`}\n`,
  )
  process.exit(1)
})
