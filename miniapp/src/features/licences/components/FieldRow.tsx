import { View } from '@tarojs/components'
import type { LicenceView, RevealedField } from '@zsb/shared/licence'
import { useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Picture, TextLink, useSecondsLeft } from '@/ui'
import { revealField } from '../api'
import { detailCopy } from '../detail-copy'

type Field = LicenceView['fields'][number]

interface Shown extends RevealedField {
  until: Date
}

/** One field of the licence: covered where it is sensitive; seen in full for a minute, which is an act on record (R20). */
export function FieldRow({ licenceId, field, onWrong }: { licenceId: string; field: Field; onWrong: () => void }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  const [shown, show] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const left = useSecondsLeft(shown?.until ?? null)
  useEffect(() => {
    if (left === 0) show(null)
  }, [left])
  const reveal = async () => {
    setProblem(null)
    setWorking(true)
    try {
      const revealed = await revealField(licenceId, field.code)
      show({ ...revealed, until: new Date(serverNow().getTime() + revealed.hideAfterSeconds * 1000) })
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  const photo = field.kind === 'photo'
  const value = shown?.value ?? field.value
  return (
    <View id={`field-${field.code}`} className="z-field-line">
      <View className="l-row l-between">
        <View className="t-note">{pick(field)}</View>
        <TextLink id={`wrong-${field.code}`} onPress={onWrong}>
          {words.wrong}
        </TextLink>
      </View>
      <View className="l-row l-between l-wrap">
        {photo ? (
          shown ? (
            <Picture
              src={shown.value.startsWith('data:') ? shown.value : `data:image/png;base64,${shown.value}`}
              label={words.photoOf}
              className="z-licence-photo"
            />
          ) : (
            <View className="t-strong">{words.hidden}</View>
          )
        ) : (
          <View className="t-strong t-num z-field-value">{field.unit ? `${value} ${field.unit}` : value}</View>
        )}
        {field.masked ? (
          <Button
            id={`reveal-${field.code}`}
            kind="quiet"
            small
            narrow
            icon={shown ? 'eye-off' : 'eye'}
            label={`${shown ? words.hide : words.reveal} ${pick(field)}`}
            onPress={() => (shown ? show(null) : void reveal())}
            loading={working}
          >
            {shown ? words.hide : words.reveal}
          </Button>
        ) : null}
      </View>
      {shown && left ? <View className="t-note t-num">{words.hidesIn(left)}</View> : null}
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      {problem?.code === 'REAL_NAME_LEVEL_REQUIRED' && hasPage(ENTRANCES.realName) ? (
        <Button id={`prove-${field.code}`} kind="quiet" small onPress={() => goTo(ENTRANCES.realName)}>
          {words.prove}
        </Button>
      ) : null}
    </View>
  )
}
