// A measured process that may be killed: the whole API with its loops, which tells everybody whose colour a new rule set changes (H3).
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { HealthRuleSet } from '@zsb/shared/health-code'
import { contentDir } from '../../src/assemble/content-dir'
import { readContentFiles } from '../../src/features/content'
import { switchOn } from './health-on'
import { createResidents, layDown, WARM_FROM } from './health-residents'
import { serve } from './listen'
import { openApi } from './open-api'
import { takeOrders } from './orders'

/** Looking through everybody is another measurement. */
const LOOPS = ['health.check']

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

async function main(): Promise<void> {
  // The next one opens what this one sealed.
  const { api, clock } = await openApi({ KEY_DIR: process.env.BENCH_KEY_DIR ?? '' })
  takeOrders({
    layDown: async (people: number) => {
      await switchOn(api, clock.now())
      await layDown('leases', LOOPS.length, (i) => ({ _id: LOOPS[i], holder: 'another', until: new Date(4e12) }))
      await createResidents(api, clock.now())({ count: people, signedIn: 1 })
    },
    begin: async () => api.start(await serve(api.listener)),
    /** Turns whoever is warm yellow: as a release brings it. The process that goes on is of the same release. */
    publish: async () => {
      const given = readContentFiles(contentDir).find(({ kind }) => kind === 'healthRule')?.raw as HealthRuleSet
      const rules = given.rules.map((rule) => (rule.code === 'declaredFever' ? { ...rule, when: { field: 'temperature', atLeast: WARM_FROM } } : rule))
      const body = { ...given, version: given.version + 1, rules }
      await api.content.load([{ kind: 'healthRule', name: 'warm.json', raw: body }])
      return body.version
    },
    memory: () => {
      collectGarbage()
      const { heapUsed, rss } = process.memoryUsage()
      return { heap: heapUsed, rss }
    },
  })
}

main().catch((cause: unknown) => {
  console.error(cause)
  process.exit(1)
})
