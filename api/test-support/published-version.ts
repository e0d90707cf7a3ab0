import mongoose from 'mongoose'
import { until } from './until'

interface Published {
  kind: string
  body: { code: string; version: number }
  /** Whether the city goes by it: content is heard of, not asked for. */
  isHeard: () => Promise<boolean>
}

/** Does `work` while a version of content is published beside those of the repository, and takes it back afterwards. */
export async function whilePublished({ kind, body, isHeard }: Published, work: () => Promise<void>): Promise<void> {
  const versions = mongoose.connection.collection<{ _id: string }>('content')
  const { code, version } = body
  const _id = `${kind}:${code}@${version}`
  await versions.insertOne({ _id, kind, code, version, status: 'published', effectiveFrom: new Date(0), sha256: 'of a test', body } as never)
  try {
    await until(isHeard)
    await work()
  } finally {
    await versions.deleteOne({ _id })
    await until(async () => !(await isHeard()))
  }
}
