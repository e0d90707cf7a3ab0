import { View } from '@tarojs/components'
import type { Verdict } from '@zsb/shared/verification'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { Card, Fact, Heading, Icon } from '@/ui'
import { verifyCopy } from '../copy'
import { otherCodeCopy } from '../verdict-copy'

/** What is known beside the word: for a used code when, for a foreign one what it looked like, always the receipt. */
export function VerdictDetails({ verdict }: { verdict: Verdict }) {
  const words = useCopy(verifyCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  switch (verdict.verdict) {
    case 'valid':
      // Contested: which act it was, and nothing of the person.
      return (
        <Card>
          <Fact name={words.licence}>{pick(verdict.licenceName)}</Fact>
          <Fact name={words.checkedAt}>{when(verdict.checkedAt)}</Fact>
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'used':
      return (
        <Card>
          <Fact name={words.usedAt}>{when(verdict.usedAt)}</Fact>
          <Fact name={words.usedWhere}>{verdict.byMe ? words.usedHere : words.usedElsewhere}</Fact>
          {verdict.earlierReceipt ? <Fact name={words.earlierReceipt}>{verdict.earlierReceipt}</Fact> : null}
          <StatusAge status={verdict.status} />
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'wrongKind':
      return <Seen verdict={verdict} />
    case 'codeExpired':
      return (
        <Card>
          <Fact name={words.expiredAt}>{when(verdict.expiredAt)}</Fact>
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'licenceExpired':
      return (
        <Card>
          <Fact name={words.expiredOn}>{verdict.expiredOn ? formatDay(verdict.expiredOn, language) : ''}</Fact>
          <StatusAge status={verdict.status} />
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'revoked':
    case 'suspended':
      return (
        <Card>
          <StatusAge status={verdict.status} />
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'forged':
    case 'unknownIssuer':
    case 'wrongScene':
      return (
        <Card>
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
    case 'notYetValid':
    case 'undetermined':
      return (
        <Card>
          {verdict.status ? <StatusAge status={verdict.status} /> : null}
          <Fact name={words.receipt}>{verdict.receipt}</Fact>
        </Card>
      )
  }
}

function Seen({ verdict }: { verdict: Extract<Verdict, { verdict: 'wrongKind' }> }) {
  const words = useCopy(verifyCopy)
  const otherWords = useCopy(otherCodeCopy)
  return (
    <Card>
      <View className="l-stack-tight">
        <Heading level={2}>{words.seen}</Heading>
        <View className="l-row z-sunk">
          <Icon name={verdict.looksLike === 'ourOther' ? 'qr-code' : 'link'} />
          <View className="l-grow">
            <View className="t-strong">{words[verdict.looksLike]}</View>
            {verdict.host ? <View className="t-note">{verdict.host}</View> : null}
          </View>
        </View>
        <View className="t-note">{verdict.looksLike === 'ourOther' ? otherWords.unused : words.notOpened}</View>
        <Fact name={words.receipt}>{verdict.receipt}</Fact>
      </View>
    </Card>
  )
}

/** 状态截至: the age of the status the verdict relied on; its moment where that is hours ago. */
export function StatusAge({ status }: { status: { asOf: string; ageSeconds: number } }) {
  const words = useCopy(verifyCopy)
  const language = useSpokenLanguage()
  const { asOf, ageSeconds } = status
  const age =
    ageSeconds < 5
      ? words.justNow
      : ageSeconds < 60
        ? words.secondsAgo(ageSeconds)
        : ageSeconds < 3600
          ? words.minutesAgo(Math.round(ageSeconds / 60))
          : formatWhen(asOf, { language, now: serverNow() })
  return <Fact name={words.statusAsOf}>{age}</Fact>
}

/** A field of the licence as the counter may see it; pictures apart. */
export function DisclosedFields({ verdict }: { verdict: Extract<Verdict, { verdict: 'valid' }> }) {
  const pick = usePick()
  const language = useSpokenLanguage()
  const plain = verdict.fields.filter((field) => field.kind !== 'photo')
  return (
    <View className="z-shown" id="disclosed">
      {plain.map((field) => (
        <View key={field.code} className="z-shown-row" id={`disclosed-${field.code}`}>
          <View className="t-note">{pick(field)}</View>
          <View className="t-title t-num">{field.kind === 'date' ? formatDay(field.value, language) : field.value}</View>
        </View>
      ))}
    </View>
  )
}
