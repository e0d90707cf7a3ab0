import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Spent } from '../rounds'
import type { Shares } from '../profile'
import { fire, type Shot } from './load'

type Answer = { id: number; answer?: unknown; error?: string; ready?: boolean }

/** Starts a measured process and gives it orders. */
export async function startServed(file: string, env: Record<string, string> = {}) {
  const child = fork(join(__dirname, file), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  let next = 0
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: Answer) => {
      if (message.ready) resolve()
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    })
    child.once('exit', (code) => {
      const error = `${file} stopped with ${code}`
      reject(new Error(error))
      for (const settle of waiting.values()) settle({ id: 0, error })
    })
  })
  const order = <T>(name: string, argument?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++next
      waiting.set(id, ({ answer, error }) => (error === undefined ? resolve(answer as T) : reject(new Error(error))))
      child.send({ id, name, argument: argument ?? null })
    })
  return {
    order,
    stop: () => {
      child.disconnect()
    },
    /** kill -9; resolves when it is gone. */
    kill: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}
export type Served = Awaited<ReturnType<typeof startServed>>

interface Volley {
  served: Served
  port: number
  requests: readonly Buffer[]
  concurrency: number
  databasePid?: number | null
}

/** Sends the requests and answers what they cost the measured process, the database and the clock. @throws Error when one was not answered as it must be */
export async function measureVolley({ served, port, requests, concurrency, databasePid = null }: Volley): Promise<Spent & Shot> {
  type Cpu = { own: number; database: number }
  const before = await served.order<Cpu>('cpu', databasePid)
  const shot = await fire({ port, requests, concurrency })
  const after = await served.order<Cpu>('cpu', databasePid)
  if (shot.refused > 0) throw new Error(`${shot.refused} of ${requests.length} were not answered as they must be: ${shot.sample}`)
  return { ...shot, cpu: after.own - before.own, databaseCpu: after.database - before.database }
}

/** Where the CPU goes while the requests are answered. */
export async function profileVolley({ served, port, requests, concurrency }: Volley): Promise<Shares> {
  await served.order('beginProfile')
  await fire({ port, requests, concurrency })
  return served.order<Shares>('endProfile')
}
