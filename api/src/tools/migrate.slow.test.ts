import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openWholeApi, type WholeApi } from '../../test-support/whole-api'

const run = promisify(execFile)
let city: WholeApi
beforeAll(async () => {
  city = await openWholeApi({ name: 'migrate' })
}, 60_000)
afterAll(() => city.close())

const start = async (file: string, env: Record<string, string | undefined>) => {
  try {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(__dirname, file)], {
      env: { ...process.env, ...city.environment(), ...env },
      timeout: 60_000,
    })
    return { code: 0, text: stdout }
  } catch (cause) {
    const { code, stderr } = cause as { code: number; stderr: string }
    return { code, text: stderr }
  }
}

describe('npm run migrate', () => {
  it('is what an API waits for that finds the database at an earlier release', async () => {
    const uri = new URL(city.uri)
    uri.pathname = `/fresh_${randomBytes(4).toString('hex')}`
    const env = { MONGODB_URI: uri.toString(), PORT: '0' }
    const early = await start('../main.ts', env)
    expect(early.code).toBe(1)
    expect(early.text).toMatch(/npm run migrate first \(migration \d{14}-/)
    const { MongoClient } = await import('mongodb')
    const client = await MongoClient.connect(uri.toString())
    // It was refused before it wrote anything.
    expect(await client.db().listCollections().toArray()).toEqual([])
    expect(await start('migrate.ts', env)).toMatchObject({ code: 0 })
    expect(await start('migrate.ts', env)).toMatchObject({ code: 0 })
    expect(await client.db().collection('migrations').countDocuments()).toBeGreaterThan(0)
    await client.db().dropDatabase()
    await client.close()
  }, 150_000)
})
