import { View } from '@tarojs/components'
import { FindPickUpByDocument, type PickUpFound } from '@zsb/shared/application'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { useHotkeys } from '@/platform/hotkeys'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, Field, Heading } from '@/ui'
import { findByDocument } from '../api'
import { deskCopy } from '../copy'
import { togetherCopy } from '../together-copy'

interface Props {
  onFound: (found: PickUpFound & { number: string }) => void
  onClose: () => void
}

/** 凭证件统一出件: finds what waits for an applicant who has no code. Nothing of it is kept on this machine. */
export function FindByDocument({ onFound, onClose }: Props) {
  const words = useCopy(togetherCopy)
  const desk = useCopy(deskCopy)
  const pick = usePick()
  const [number, typeNumber] = useState('')
  const [judged, judge] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const read = z.safeParse(FindPickUpByDocument, { number })
  useHotkeys({ escape: onClose })
  const find = async () => {
    judge(true)
    setProblem(null)
    if (!read.success) return
    setWorking(true)
    try {
      onFound({ ...(await findByDocument(read.data.number)), number: read.data.number })
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card id="by-document-form">
      <Heading level={2}>{words.byDocument}</Heading>
      <View className="t-note">{words.byDocumentWhy}</View>
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      <Field
        id="by-document-number"
        label={desk.documentNumber}
        help={words.numberHelp}
        maxLength={30}
        value={number}
        onChange={typeNumber}
        error={judged && !read.success ? words.numberWrong : undefined}
      />
      <View className="z-both">
        <Button id="by-document-close" kind="quiet" onPress={onClose}>
          {desk.close}
        </Button>
        <Button id="by-document-find" onPress={() => void find()} loading={working}>
          {words.find}
        </Button>
      </View>
    </Card>
  )
}
