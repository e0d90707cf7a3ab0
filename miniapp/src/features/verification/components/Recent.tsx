import { View } from '@tarojs/components'
import type { VerificationRow } from '@zsb/shared/verification'
import { useEffect, useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { useResource } from '@/platform/resource'
import { Button, Card, Heading, StatusChip } from '@/ui'
import { recentPath, recentSchema } from '../api'
import { verifyCopy } from '../copy'
import { verdictCopy } from '../verdict-copy'
import { VERDICT_LOOK } from '../verdict-look'
import { REOPEN_WITHIN_MS } from '../verify.flow'

/** 刚核验过: the clerk's own last acts; kinds of licences and verdicts, no names. */
export function Recent({ shownId, onReopen }: { shownId: string | undefined; onReopen: (id: string) => void }) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const now = useNow()
  const list = useResource(recentPath, { schema: recentSchema })
  return (
    <Card id="recent">
      <View className="l-row l-between">
        <Heading level={2}>{words.recent}</Heading>
        {list.data ? <View className="t-note t-num">{words.today(list.data.today)}</View> : null}
      </View>
      {list.data && list.data.items.length > 0 ? (
        list.data.items.map((row) => <RecentRow key={row.id} row={row} isShown={row.id === shownId} now={now} onReopen={onReopen} />)
      ) : list.data ? (
        <View className="t-note">{words.noneYet}</View>
      ) : list.error ? (
        <View id="recent-lost" className="t-note">
          {pick(list.error)}
        </View>
      ) : null}
    </Card>
  )
}

/** The time, every few seconds: what may be seen again stops being so. */
function useNow(): number {
  const [now, setNow] = useState(() => serverNow().getTime())
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow().getTime()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

interface RowProps {
  row: VerificationRow
  isShown: boolean
  now: number
  onReopen: (id: string) => void
}

function RecentRow({ row, isShown, now, onReopen }: RowProps) {
  const verdictWords = useCopy(verdictCopy)
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const look = VERDICT_LOOK[row.verdict]
  // Whoever stands before the clerk now is still being compared.
  const mayReopen = !isShown && row.verdict === 'valid' && now - Date.parse(row.at) < REOPEN_WITHIN_MS
  const doubt = isShown ? undefined : words.matchRow[row.identityMatch as keyof typeof words.matchRow]
  return (
    <View className="z-recent-row">
      <View className="t-note t-num">{formatTime(row.at)}</View>
      <View className="z-recent-name">{row.licenceName ? pick(row.licenceName) : ''}</View>
      {mayReopen ? (
        <Button
          id={`again-${row.receipt}`}
          kind="plain"
          narrow
          label={words.seeAgainOf(row.licenceName ? pick(row.licenceName) : '', formatTime(row.at))}
          onPress={() => onReopen(row.id)}
        >
          {words.seeAgain}
        </Button>
      ) : null}
      {row.contested ? (
        <StatusChip tone="bad" icon="flag" word={words.contested} />
      ) : doubt ? (
        <StatusChip tone={row.identityMatch === 'inconsistent' ? 'bad' : 'warn'} icon="user-round-x" word={doubt} />
      ) : (
        <StatusChip tone={look.tone} icon={look.icon} word={verdictWords[row.verdict].word} />
      )}
    </View>
  )
}
