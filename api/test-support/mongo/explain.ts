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
/** A mongoose query or a cursor of the driver: both explain themselves. */
export interface Explainable {
  explain: (verbosity: 'executionStats') => unknown
}

function stagesOf(plan: Stage): string[] {
  const inner = [plan.inputStage, plan.queryPlan, ...(plan.inputStages ?? [])].filter((stage) => stage !== undefined)
  return [...(plan.stage ? [plan.stage] : []), ...inner.flatMap(stagesOf)]
}

/**
 * Every list query is served by an index alone (performance.md, P11): at most `limit + 1` keys looked at, no scan of the
 * collection, no sorting in memory.
 */
export async function expectIndexed(query: Explainable, { limit }: { limit: number }): Promise<void> {
  const explained = (await query.explain('executionStats')) as Explained | Explained[]
  const { queryPlanner, executionStats } = (Array.isArray(explained) ? explained[0] : explained) as Explained
  const stages = stagesOf(queryPlanner.winningPlan)
  expect(stages).not.toContain('COLLSCAN')
  expect(stages.filter((stage) => stage.startsWith('SORT') && stage !== 'SORT_MERGE')).toEqual([])
  expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(limit + 1)
  expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(limit + 1)
}
