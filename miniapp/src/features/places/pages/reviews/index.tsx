import { View } from '@tarojs/components'
import { PlaceState, type PlaceForReview, type ReviewPlace } from '@zsb/shared/place'
import { useState } from 'react'
import { ListAndPane, StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { forgetDraft } from '@/platform/draft'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, ChipChoice, EmptyState, List, ListRow, MoreButton, NotYet, StatusChip } from '@/ui'
import { fetchMoreOf, reviewPlace, reviewsBase, reviewsPath, reviewsSchema } from '../../api'
import { ReviewPane } from '../../components/ReviewPane'
import { TONE_OF_PLACE } from '../../place-tone'
import { reviewsCopy } from '../../reviews-copy'

/** 场所审核 by the street office: the longest waiting first. */
export default function ReviewsPage() {
  const words = useCopy(reviewsCopy)
  const [state, show] = useState<PlaceState>('applied')
  const list = useResource(reviewsPath(state), { schema: reviewsSchema })
  return (
    <StaffPage title={words.title} area="home" back onReconnect={() => void list.reload()}>
      <ChipChoice
        id="place-states"
        label={words.which}
        options={PlaceState.options.map((each) => ({ value: each, label: words.states[each] }))}
        value={state}
        onChange={show}
      />
      {list.data ? <Rows key={state} state={state} page={list.data} /> : <NotYet of={list} rows={4} />}
    </StaffPage>
  )
}

function Rows({ state, page }: { state: PlaceState; page: { items: PlaceForReview[]; next: string | null } }) {
  const words = useCopy(reviewsCopy)
  const pick = usePick()
  const { items, forget, earlier } = useEarlier(page, fetchMoreOf(state))
  const [openId, open] = useState<string | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  useRowKeys('place')
  const chosen = items.find(({ id }) => id === openId)
  const review = async ({ id }: PlaceForReview, body: ReviewPlace) => {
    setWorking(true)
    say(null)
    try {
      await reviewPlace({ id, body })
      forgetDraft(`place-refusal.${id}`)
      say({ tone: 'good', text: body.outcome === 'approve' ? words.approved : words.refused })
      open(null)
      forget()
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      void refreshResources(reviewsBase)
    }
  }
  const good =
    said?.tone === 'good' ? (
      <Banner tone="good" live>
        {said.text}
      </Banner>
    ) : null
  return (
    <ListAndPane
      list={
        <>
          {good}
          {items.length === 0 ? (
            <EmptyState icon="building-2" title={words.empty[state]} sentence={words.emptyWhy} />
          ) : (
            <List label={words.list}>
              {items.map((each, i) => (
                <ListRow
                  key={each.id}
                  id={`place-${i + 1}`}
                  icon="building-2"
                  tone={each.state === 'applied' ? 'warn' : 'plain'}
                  title={each.name}
                  note={`${words.kinds[each.kind]} · ${pick(each.region)}`}
                  trailing={<StatusChip tone={TONE_OF_PLACE[each.state]} word={words.states[each.state]} />}
                  onPress={() => {
                    open(each.id)
                    say(null)
                  }}
                  current={each.id === openId}
                />
              ))}
            </List>
          )}
          <MoreButton earlier={earlier} show="more" small />
        </>
      }
      pane={
        chosen ? (
          <View className="l-stack">
            <ReviewPane
              key={chosen.id}
              place={chosen}
              problem={said?.tone === 'bad' ? said.text : ''}
              working={working}
              onReview={(body) => void review(chosen, body)}
            />
          </View>
        ) : null
      }
      nothing={<EmptyState icon="building-2" title={words.chooseOne} sentence={words.chooseOneWhy} />}
      keys={words.keys}
      back={words.back}
      onBack={() => open(null)}
    />
  )
}
