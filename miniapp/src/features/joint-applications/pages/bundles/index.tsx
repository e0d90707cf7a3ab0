import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { BundleList } from '@zsb/shared/joint-application'
import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Banner, Button, EmptyState, List, ListRow, NotYet, Page, StatusChip } from '@/ui'
import { bundlesPath, bundlesSchema } from '../../list-api'
import { guideCopy } from '../../guide-copy'

/** 一件事一次办: what can be done in one go; read without an account. */
export default function BundlesPage() {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const list = useResource<BundleList>(bundlesPath, { schema: bundlesSchema, open: true, keepAs: 'bundles' })
  usePullDownRefresh(() => void list.reload().finally(() => Taro.stopPullDownRefresh()))
  return (
    <Page title={words.bundles} onReconnect={() => void list.reload()}>
      {list.error && list.data && list.asOf ? <Banner tone="warn">{words.offline(formatWhen(list.asOf, { language, now: serverNow() }))}</Banner> : null}
      {list.data ? (
        list.data.items.length > 0 ? (
          <View className="l-stack">
            <View>{words.bundlesWhy}</View>
            <List label={words.bundles}>
              {list.data.items.map((bundle) => (
                <ListRow
                  key={bundle.code}
                  id={`bundle-${bundle.code}`}
                  icon="list-checks"
                  title={pick(bundle)}
                  note={bundle.parts.map(pick).join(words.between)}
                  trailing={<StatusChip tone="info" word={words.parts(bundle.parts.length)} />}
                  onPress={() => goTo(ENTRANCES.bundle, { bundle: bundle.code })}
                />
              ))}
            </List>
          </View>
        ) : (
          <EmptyState icon="list-checks" title={words.none} sentence={words.noneWhy}>
            <Button id="bundles-find" onPress={() => goTo(ENTRANCES.serviceItems)}>
              {words.find}
            </Button>
          </EmptyState>
        )
      ) : (
        <NotYet of={list} rows={3} />
      )}
    </Page>
  )
}
