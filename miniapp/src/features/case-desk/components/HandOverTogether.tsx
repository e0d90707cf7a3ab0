import { View } from '@tarojs/components'
import { HandOverByDocument, isStale, type PickUpFound } from '@zsb/shared/application'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { useHotkeys } from '@/platform/hotkeys'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Field, Heading, List, ListRow, StatusChip } from '@/ui'
import { handOverByDocument, handOverTogether } from '../api'
import { UNWRITTEN } from '../desk.flow'
import { togetherCopy } from '../together-copy'
import { Reads } from './Reads'

/** What proves that it is his: the 取件码 as it was scanned, or the document that was shown instead. */
export type Shown = { code: string } | { id: string; number: string }
interface Props {
  shown: Shown
  found: NonNullable<PickUpFound['together']>
  onClose: () => void
  onDone: (said: string) => void
}

/** 统一出件: what a joint application 联办 has ready, of whichever office, handed over at once against its one code, or on a document with why. */
export function HandOverTogether({ shown, found, onClose, onDone }: Props) {
  const words = useCopy(togetherCopy)
  const pick = usePick()
  const keyFor = useKeyFor()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [note, typeNote] = useState('')
  const [judged, judge] = useState(false)
  const onDocument = 'number' in shown
  const isWritten = !onDocument || z.safeParse(HandOverByDocument, { number: shown.number, note }).success
  useHotkeys({ escape: onClose })
  const send = async () => {
    judge(true)
    setProblem(null)
    if (!isWritten) return
    setWorking(true)
    try {
      const key = keyFor([shown, note, found.results.map(({ number }) => number)])
      const { results } = await (onDocument ? handOverByDocument({ ...shown, note, key }) : handOverTogether({ ...shown, key }))
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
      {onDocument ? (
        <>
          <Field
            id="together-note"
            lines
            label={words.note}
            help={words.noteHelp}
            maxLength={500}
            value={note}
            onChange={typeNote}
            error={judged && !isWritten ? words.noteWrong : undefined}
          />
          <Reads application={{ materials: [], procedures: [], transferTo: [] }} action="deliverByDocument" typed={{ ...UNWRITTEN, note }} />
        </>
      ) : null}
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
