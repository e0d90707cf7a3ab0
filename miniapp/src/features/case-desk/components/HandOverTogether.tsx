import { View } from '@tarojs/components'
import { isStale, type PickUpFound } from '@zsb/shared/application'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useHotkeys } from '@/platform/hotkeys'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Heading, List, ListRow, StatusChip } from '@/ui'
import { handOverTogether } from '../api'
import { togetherCopy } from '../together-copy'

interface Props {
  /** 取件码 as it was scanned. */
  code: string
  found: NonNullable<PickUpFound['together']>
  onClose: () => void
  onDone: (said: string) => void
}

/** 统一出件: what a joint application 联办 has ready, of whichever office, handed over at once against its one code. */
export function HandOverTogether({ code, found, onClose, onDone }: Props) {
  const words = useCopy(togetherCopy)
  const pick = usePick()
  const keyFor = useKeyFor()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  useHotkeys({ escape: onClose })
  const send = async () => {
    setProblem(null)
    setWorking(true)
    try {
      const { results } = await handOverTogether({ code, key: keyFor([code, found.results.map(({ number }) => number)]) })
      void refreshResources('/api/v1/staff/applications')
      onDone(words.done(results.length))
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  return (
    <View id="together" className="l-stack">
      <View>
        <View className="l-row l-between l-wrap">
          <Heading level={2} className="t-title">
            {words.title}
          </Heading>
          <StatusChip tone="good" word={words.count(found.results.length)} />
        </View>
        <View className="t-note">{words.who(found.subjectMasked)}</View>
      </View>
      {problem ? (
        <Banner tone={isStale(problem) ? 'warn' : 'bad'} live>
          {isStale(problem) ? words.quicker : pick(problem)}
        </Banner>
      ) : null}
      <Banner tone="info">{words.check}</Banner>
      <List label={words.title}>
        {found.results.map(({ number, item, office }, i) => (
          <ListRow
            key={number ?? item.zh}
            id={`together-${i + 1}`}
            title={pick(item)}
            note={
              <>
                <View>{pick(office)}</View>
                {number ? <View className="t-num">{words.number(number)}</View> : null}
              </>
            }
          />
        ))}
      </List>
      <View className="z-both">
        <Button id="together-close" kind="quiet" onPress={onClose}>
          {words.close}
        </Button>
        <Button id="together-send" onPress={() => void send()} loading={working}>
          {words.handOver}
        </Button>
      </View>
    </View>
  )
}
