import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { compiled } from './compiled'

export type MockName = 'police' | 'hrss' | 'market' | 'health' | 'disabled'
interface Fault {
  failWith: 'http500' | 'timeout' | 'garbage' | 'refuse' | null
  count?: number
  latencyMs?: number
}

/** Stand-ins of this test file alone: faults and changed licences reach no other file. */
export async function startOwnMocks() {
  const root = join(__dirname, '../..')
  const child = spawn(process.execPath, [compiled('mock/src/main.ts')], {
    cwd: root,
    env: { ...process.env, MOCK_PORT_BASE: '0', NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const urls = await new Promise<Record<MockName | 'population' | 'clock', string>>((ready, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const line = text
        .split('\n')
        .slice(0, -1)
        .find((candidate) => candidate.startsWith('{"mocks"'))
      if (line) ready(JSON.parse(line).mocks)
    })
    child.once('exit', (code) => reject(new Error(`the mocks stopped with ${code}`)))
  })
  const control = async (name: MockName | 'population', path: string, body?: unknown) => {
    const answer = await fetch(
      `${urls[name]}/_control${path}`,
      body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    if (!answer.ok) throw new Error(`${name} ${path}: ${answer.status}`)
    return (await answer.json()) as Record<string, unknown>
  }
  const { people } = (await control('population', '/people')) as unknown as {
    people: {
      id: string
      name: string
      documents: { documentType: string; number: string }[]
      licences: { type: string; identifier: string; library: MockName; state: string }[]
    }[]
  }
  const person = (id: string) => {
    const found = people.find((candidate) => candidate.id === id)
    if (!found) throw new Error(`no person ${id}`)
    return { ...found, number: found.documents[0]!.number, documentCode: found.documents[0]!.documentType }
  }
  return {
    urls,
    person,
    licence: (id: string, type: string) => person(id).licences.find((candidate) => candidate.type === type)!,
    /** All a library keeps, with the names of the holders. */
    kept: async (library: MockName) =>
      (await control(library, '/licences')).licences as {
        type: string
        identifier: string
        number: string
        state: string
        changedAt: string
        holders: { name: string; role: string }[]
      }[],
    setState: (library: MockName, identifier: string, state: string) => control(library, '/licences/state', { identifier, state }),
    setFields: (library: MockName, identifier: string, fields: Record<string, unknown>) => control(library, '/licences/fields', { identifier, fields }),
    fault: (library: MockName, fault: Fault) => control(library, '/faults', fault),
    calls: async (library: MockName) => (await control(library, '/calls')) as unknown as { total: number; byPath: Record<string, number> },
    reset: async () => {
      for (const name of ['police', 'hrss', 'market', 'health', 'disabled'] as const) await control(name, '/reset', {})
    },
    stop: () => {
      child.removeAllListeners('exit')
      child.kill('SIGTERM')
    },
  }
}
export type OwnMocks = Awaited<ReturnType<typeof startOwnMocks>>
