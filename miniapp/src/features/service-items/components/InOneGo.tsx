import type { BundleList } from '@zsb/shared/joint-application'
import type { ServiceItemCard } from '@zsb/shared/service-item'
import { bundlesPath, bundlesSchema } from '@/features/joint-applications'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { List, ListRow } from '@/ui'
import { catalogueCopy } from '../copy'

/** 一件事一次办: above the catalogue the way to all of them; above what was found, those that have it among their parts. */
export function InOneGo({ found }: { found: readonly Pick<ServiceItemCard, 'code'>[] | null }) {
  const words = useCopy(catalogueCopy)
  const pick = usePick()
  const list = useResource<BundleList>(hasPage(ENTRANCES.bundles) ? bundlesPath : null, { schema: bundlesSchema, open: true, keepAs: 'bundles' })
  const all = list.data?.items ?? []
  if (all.length === 0) return null
  if (found === null)
    return (
      <List>
        <ListRow
          id="catalogue-bundles"
          icon="list-checks"
          title={words.inOneGo}
          note={words.inOneGoWhy(all.map(pick))}
          onPress={() => goTo(ENTRANCES.bundles)}
        />
      </List>
    )
  const fitting = all.filter(({ parts }) => parts.some(({ item }) => found.some(({ code }) => code === item)))
  if (fitting.length === 0) return null
  return (
    <List label={words.inOneGo}>
      {fitting.map((bundle) => (
        <ListRow
          key={bundle.code}
          id={`catalogue-bundle-${bundle.code}`}
          icon="list-checks"
          title={pick(bundle)}
          note={words.togetherWith(bundle.parts.length)}
          onPress={() => goTo(ENTRANCES.bundle, { bundle: bundle.code })}
        />
      ))}
    </List>
  )
}
