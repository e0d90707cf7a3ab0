// Does a minute's worth of rounds under the lease named second on the database named first, as a process of its own: says when it
// begins and ends one, holds each until a line comes on stdin.
import { createInterface } from 'node:readline'
import { connectMongo, disconnectMongo } from '../../src/platform/db/mongo'
import { withLease } from '../../src/platform/jobs/lease'
import { createLog } from '../../src/platform/log/log'

const [uri = '', name = '', seconds = '1'] = process.argv.slice(2)
const say = (word: string) => process.stdout.write(`${word}\n`)
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

async function main(): Promise<void> {
  await connectMongo({ uri, production: false, log: createLog({ level: 'silent' }) })
  say('ready')
  for (let line = await lines.next(); !line.done && line.value === 'try'; line = await lines.next()) {
    const outcome = await withLease({ name, seconds: Number(seconds) }, async () => {
      say('holding')
      await lines.next()
      return 'done'
    })
    say(outcome ?? 'taken')
  }
  await disconnectMongo()
}

main().catch((cause: unknown) => say(String(cause)))
