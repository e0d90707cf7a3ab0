import type { ChildProcess } from 'node:child_process'

interface MongodOptions {
  dbPath?: string
  port?: number
  args?: string[]
  cacheGb?: number
  log?: (line: string) => void
  detached?: boolean
}

export function freePort(wished?: number): Promise<number>
export function startMongod(options: MongodOptions & { dbPath: string; port: number; replSet?: string }): Promise<ChildProcess>
export function startReplicaSet(
  options?: MongodOptions,
): Promise<{ port: number; child: ChildProcess; dbPath: string; uri: (name: string) => string; stop: () => Promise<void> }>
