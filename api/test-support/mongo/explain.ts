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

/** Runs store functions and answers what they asked the server, command for command. */
async function commandsOf(run: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
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
  const seen = (await db
    .collection('system.profile')
    .find({ ns: { $not: /system\.profile$/ } })
    .sort({ ts: 1 })
    .toArray()) as unknown as Profiled[]
  return seen.map(({ command }) => command).filter((command) => READS.some((name) => name in command))
}

/** How the server answers each of these questions, by `explain('executionStats')`. */
export async function explainAll(run: () => Promise<unknown>): Promise<{ stages: string[]; keys: number; docs: number }[]> {
  const commands = await commandsOf(run)
  return Promise.all(
    commands.map(async (command) => {
      const question = Object.fromEntries(Object.entries(command).filter(([name]) => !ENVELOPE.includes(name)))
      const explain = { explain: { ...question, ...('aggregate' in question && { cursor: {} }) }, verbosity: 'executionStats' }
      const explained = (await mongoose.connection.db!.command(explain)) as unknown as Explained & { stages?: { $cursor?: Explained }[] }
      const { queryPlanner, executionStats } = explained.stages?.[0]?.$cursor ?? explained
      return { stages: stagesOf(queryPlanner.winningPlan), keys: executionStats.totalKeysExamined, docs: executionStats.totalDocsExamined }
    }),
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
