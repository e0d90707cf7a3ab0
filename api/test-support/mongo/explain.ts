import mongoose from 'mongoose'

/** What `explain('executionStats')` tells and these tests read. */
interface Stage {
  stage?: string
  inputStage?: Stage
  inputStages?: Stage[]
  queryPlan?: Stage
}
interface Explained {
  queryPlanner: { winningPlan: Stage }
  executionStats: { totalKeysExamined: number; totalDocsExamined: number; nReturned: number }
}
/** A command as the server's profiler kept it. */
interface Profiled {
  op: string
  ns: string
  command: Record<string, unknown>
}

const READS = ['find', 'count', 'aggregate', 'distinct'] as const
/** What belongs to one sending of a command, not to the question. */
const ENVELOPE = ['lsid', '$clusterTime', '$db', 'txnNumber', 'autocommit', 'startTransaction', 'cursor', 'readConcern', '$readPreference', 'maxTimeMS']

function stagesOf(plan: Stage): string[] {
  const inner = [plan.inputStage, plan.queryPlan, ...(plan.inputStages ?? [])].filter((stage) => stage !== undefined)
  return [...(plan.stage ? [plan.stage] : []), ...inner.flatMap(stagesOf)]
}

/** Runs store functions and answers what the server was told to do, in order. */
async function profileOf(run: () => Promise<unknown>): Promise<Profiled[]> {
  const { db } = mongoose.connection
  if (!db) throw new Error('not connected')
  await db.setProfilingLevel('off')
  await db.dropCollection('system.profile').catch(() => undefined)
  await db.setProfilingLevel('all')
  try {
    await run()
  } finally {
    await db.setProfilingLevel('off')
  }
  return (await db
    .collection('system.profile')
    .find({ ns: { $not: /system\.profile$/ } })
    .sort({ ts: 1 })
    .toArray()) as unknown as Profiled[]
}

interface Answered {
  stages: string[]
  keys: number
  docs: number
}

/** How the server answers a question, by `explain('executionStats')`, which changes nothing. */
async function explain(question: Record<string, unknown>): Promise<Answered> {
  const explained = (await mongoose.connection.db!.command({ explain: question, verbosity: 'executionStats' })) as unknown as Explained & {
    stages?: { $cursor?: Explained }[]
  }
  const { queryPlanner, executionStats } = explained.stages?.[0]?.$cursor ?? explained
  return { stages: stagesOf(queryPlanner.winningPlan), keys: executionStats.totalKeysExamined, docs: executionStats.totalDocsExamined }
}

/** How the server answers each question that is asked meanwhile. */
export async function explainAll(run: () => Promise<unknown>): Promise<Answered[]> {
  const commands = (await profileOf(run)).map(({ command }) => command).filter((command) => READS.some((name) => name in command))
  return Promise.all(
    commands.map((command) => {
      const question = Object.fromEntries(Object.entries(command).filter(([name]) => !ENVELOPE.includes(name)))
      return explain({ ...question, ...('aggregate' in question && { cursor: {} }) })
    }),
  )
}

/** How the server finds what each update changes. */
export async function explainUpdates(run: () => Promise<unknown>): Promise<Answered[]> {
  const updates = (await profileOf(run)).filter(({ op }) => op === 'update')
  return Promise.all(
    updates.map(({ ns, command: { q, u, multi } }) =>
      explain({ update: ns.slice(ns.indexOf('.') + 1), updates: [{ q, u, ...(multi === true && { multi }) }] }),
    ),
  )
}

/**
 * Every list query is served by an index alone (performance.md, P11): at most `limit + 1` keys looked at, no scan of the
 * collection, no sorting in memory. What is explained is what the store itself sends.
 */
export async function expectIndexed(run: () => Promise<unknown>, { limit }: { limit: number }): Promise<void> {
  const questions = await explainAll(run)
  expect(questions.length).toBeGreaterThan(0)
  for (const { stages, keys, docs } of questions) {
    expect(stages).not.toContain('COLLSCAN')
    expect(stages.filter((stage) => stage.startsWith('SORT') && stage !== 'SORT_MERGE')).toEqual([])
    expect(keys).toBeLessThanOrEqual(limit + 1)
    expect(docs).toBeLessThanOrEqual(limit + 1)
  }
}
