import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { ServiceItemPage } from '@zsb/shared/service-item'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { callHelpLine } from '@/platform/phone'
import { useResource } from '@/platform/resource'
import { Announce, Banner, Button, EmptyState, List, MoreButton, NotYet, Page } from '@/ui'
import { EVERYTHING, fetchAfter, itemsSchema, pathOf, type Filter } from '../../api'
import { InOneGo } from '../../components/InOneGo'
import { Filters } from '../../components/Filters'
import { ItemRow } from '../../components/ItemRow'
import { SearchField } from '../../components/SearchField'
import { StageSheet } from '../../components/StageSheet'
import { catalogueCopy } from '../../copy'
import '../../service-items.scss'

/** Whether this is the catalogue as it stands, without a word looked for. */
const isWhole = (filter: Filter) => filter.q === '' && filter.serves === 'any' && filter.ease === 'any' && filter.stage === 'any'

/** 找事办: what one needs, in one's own words; who it is for, how it is done, in which stage of a life. */
export default function CataloguePage() {
  const words = useCopy(catalogueCopy)
  const language = useSpokenLanguage()
  const [filter, setFilter] = useState<Filter>(EVERYTHING)
  const [choosing, setChoosing] = useState(false)
  const first = useResource<ServiceItemPage>(pathOf(filter), {
    schema: itemsSchema,
    open: true,
    keepAs: isWhole(filter) ? 'items' : undefined,
  })
  usePullDownRefresh(() => void first.reload().finally(() => Taro.stopPullDownRefresh()))
  const change = (over: Partial<Filter>) => setFilter({ ...filter, ...over })
  const sheet = (
    <StageSheet
      open={choosing}
      serves={filter.serves}
      stage={filter.stage}
      onClose={() => setChoosing(false)}
      onChoose={(stage) => {
        change({ stage })
        setChoosing(false)
      }}
    />
  )
  const count = first.data ? (filter.q ? words.foundFor(filter.q, first.data.total) : words.found(first.data.total)) : ''
  return (
    <Page title={words.title} over={sheet} onReconnect={() => void first.reload()}>
      <SearchField words={filter.q} onSearch={(text) => change({ q: text })} />
      <Filters filter={filter} onChange={change} onChooseStage={() => setChoosing(true)} />
      {first.error && first.data && first.asOf ? <Banner tone="warn">{words.offline(formatWhen(first.asOf, { language, now: serverNow() }))}</Banner> : null}
      <Announce>{count}</Announce>
      {first.data && (isWhole(filter) || filter.q !== '') ? <InOneGo found={isWhole(filter) ? null : first.data.items} /> : null}
      {first.data ? (
        first.data.total > 0 ? (
          <Found key={pathOf(filter)} page={first.data} filter={filter} count={count} />
        ) : (
          <EmptyState icon="search" title={words.none} sentence={words.noneWhy}>
            {isWhole(filter) ? null : (
              <Button id="catalogue-clear" kind="quiet" onPress={() => setFilter(EVERYTHING)}>
                {words.clear}
              </Button>
            )}
            <Button id="catalogue-help" kind="quiet" icon="phone" onPress={callHelpLine}>
              {words.help}
            </Button>
          </EmptyState>
        )
      ) : (
        <NotYet of={first} rows={6} />
      )}
    </Page>
  )
}

function Found({ page, filter, count }: { page: ServiceItemPage; filter: Filter; count: string }) {
  const { items, earlier } = useEarlier(page, fetchAfter(filter))
  return (
    <View className="l-stack">
      <View className="t-note">{count}</View>
      <List>
        {items.map((item) => (
          <ItemRow key={item.code} item={item} />
        ))}
      </List>
      <MoreButton id="catalogue-more" earlier={earlier} show="more" />
    </View>
  )
}
