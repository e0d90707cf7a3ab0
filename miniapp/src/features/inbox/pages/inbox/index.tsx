import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { Notice, NoticePage } from '@zsb/shared/notice'
import { useState } from 'react'
import { turnTo } from '@/features/account'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatIfDay, formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { useLive, usePollSeconds } from '@/platform/live'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, EmptyState, List, ListRow, MoreButton, NotYet, Page, StatusChip } from '@/ui'
import { fetchEarlier, markAllRead, markRead, noticesPath, noticesSchema } from '../../api'
import { inboxCopy } from '../../copy'
import { NOTICE_LOOK, placeOf, subjectOf } from '../../notice-look'

export default function InboxPage() {
  const words = useCopy(inboxCopy)
  const pick = usePick()
  const first = useResource<NoticePage>(noticesPath, { schema: noticesSchema, everySeconds: usePollSeconds(30), asSelf: true })
  const { items, earlier, forget } = useEarlier(first.data, fetchEarlier)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  useLive('notice.added', () => void first.reload())
  usePullDownRefresh(() => void first.reload().finally(() => Taro.stopPullDownRefresh()))
  const run = async (work: () => Promise<unknown>) => {
    setProblem('')
    setWorking(true)
    try {
      await work()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const readAll = () =>
    run(async () => {
      await markAllRead()
      forget()
      await first.reload()
    })
  const open = (notice: Notice) => {
    const { link, read, id } = notice
    if (!read) void markRead(id).then(first.reload, () => undefined)
    const place = placeOf(link)
    if (!place || !hasPage(place.page)) return undefined
    const subjectId = subjectOf(link)
    return run(async () => {
      if (subjectId !== undefined) await turnTo(subjectId)
      goTo(place.page, place.query)
    })
  }
  return (
    <Page title={words.title} onReconnect={() => void first.reload()}>
      {first.data ? (
        items.length > 0 ? (
          <View className="l-stack">
            {problem ? (
              <Banner tone="bad" live>
                {problem}
              </Banner>
            ) : null}
            <List>
              {items.map((notice, index) => (
                <NoticeRow key={notice.id} id={`notice-${index + 1}`} notice={notice} onOpen={() => void open(notice)} />
              ))}
            </List>
            <MoreButton earlier={earlier} />
            {first.data.unread > 0 ? (
              <Button id="read-all" kind="quiet" icon="check" onPress={() => void readAll()} loading={working}>
                {words.readAll}
              </Button>
            ) : null}
          </View>
        ) : (
          <EmptyState icon="inbox" title={words.empty} sentence={words.emptyWhy} />
        )
      ) : (
        <NotYet of={first} rows={5} />
      )}
    </Page>
  )
}

function NoticeRow({ id, notice, onOpen }: { id: string; notice: Notice; onOpen: () => void }) {
  const words = useCopy(inboxCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const blank = (name: string) => {
    const filled = notice.words[name]
    return filled ? formatIfDay(pick(filled), language) : ''
  }
  const said = words.kinds[notice.kind]
  const look = NOTICE_LOOK[notice.kind]
  return (
    <ListRow
      id={id}
      icon={look.icon}
      tone={notice.read ? 'plain' : look.tone}
      title={said.title(blank)}
      note={
        <>
          <View>{said.why(blank)}</View>
          <View className="t-num">{formatWhen(notice.at, { language, now: serverNow() })}</View>
        </>
      }
      trailing={notice.read ? undefined : <StatusChip tone="info" word={words.unread} />}
      onPress={onOpen}
    />
  )
}
