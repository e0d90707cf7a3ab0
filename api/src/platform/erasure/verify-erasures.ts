import { ERASED } from './erase.service'
import type { ErasableKeyStore } from './erasable-keys.model'

/** An erasure nobody recorded: the key is gone, and no chained act says so. */
export interface ErasureBreak {
  key: string
  problem: 'erasureUnrecorded'
}

/** Every destroyed key has its act in the audit trail; who takes a key away by hand is found. */
export async function verifyErasures({
  store,
  findSubjects,
}: {
  store: Pick<ErasableKeyStore, 'list'>
  findSubjects: (action: string) => Promise<string[]>
}): Promise<ErasureBreak[]> {
  const recorded = new Set(await findSubjects(ERASED))
  return (await store.list())
    .filter(({ _id, wrapped }) => wrapped === null && !recorded.has(_id))
    .map(({ _id: key }) => ({ key, problem: 'erasureUnrecorded' }))
}
