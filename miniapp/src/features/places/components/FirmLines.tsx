import { View } from '@tarojs/components'
import type { OwnPlace } from '@zsb/shared/place'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { StatusChip } from '@/ui'
import { firmCopy } from '../firm-copy'

interface Props {
  id: string
  firm: NonNullable<OwnPlace['firm']>
  /** What follows for whoever reads it where nothing was compared. */
  uncheckedWhy: string
}

/** The firm or office a place is said to belong to, and whether its licence 营业执照 says so. */
export function FirmLines({ id, firm: { name, creditCode, licence }, uncheckedWhy }: Props) {
  const words = useCopy(firmCopy)
  const language = useSpokenLanguage()
  return (
    <View id={id} className="l-stack-tight">
      <View className="l-row l-between l-wrap">
        <View className="t-note">{words.firm}</View>
        <StatusChip tone={licence ? 'good' : 'warn'} word={licence ? words.checked : words.unchecked} />
      </View>
      <View className="t-strong">{name}</View>
      <View className="t-note t-num">{words.code(creditCode)}</View>
      <View className="t-note">{licence ? words.checkedBy(licence.issuer, formatDay(licence.checkedAt, language)) : uncheckedWhy}</View>
    </View>
  )
}
