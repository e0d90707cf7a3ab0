import { View } from '@tarojs/components'
import type { ConsentView } from '@zsb/shared/privacy'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useResource } from '@/platform/resource'
import { Button, Card, Heading, StatusChip } from '@/ui'
import { scenesPath, scenesSchema } from '../api'
import { privacyCopy } from '../privacy-copy'

/** What a purpose is called: a sensitive one by our own words, others as the occasions' content has them. */
export function usePurposeName(): (code: string) => string {
  const words = useCopy(privacyCopy)
  const pick = usePick()
  const scenes = useResource(scenesPath, { schema: scenesSchema, asSelf: true })
  const own: Record<string, string> = words.purposes
  return (code) => {
    const known = scenes.data?.items.flatMap((scene) => [scene, ...scene.purposes]).find((each) => each.code === code)
    return own[code] ?? (known ? pick(known) : code)
  }
}

/** To whom, for what, since when; and the way out. What rests on a law says which. */
export function ConsentCard({ id, consent, onWithdraw }: { id: string; consent: ConsentView; onWithdraw: () => void }) {
  const words = useCopy(privacyCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  const purpose = usePurposeName()(consent.purpose)
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  const byLaw = consent.basis === 'law'
  const chip = consent.withdrawnAt ? (
    <StatusChip tone="plain" word={words.ended} />
  ) : byLaw ? (
    <StatusChip tone="info" word={words.law} />
  ) : (
    <StatusChip tone="good" word={words.standing} />
  )
  return (
    <Card id={id}>
      <View className="l-stack-tight">
        <View className="l-row l-between l-wrap">
          <Heading level={3} className="t-head">
            {purpose}
          </Heading>
          {chip}
        </View>
        <View>
          {[consent.relyingParty ? pick(consent.relyingParty) : words.ourselves, consent.fields.length > 0 ? words.fields(consent.fields.length) : '']
            .filter(Boolean)
            .join(' · ')}
        </View>
        <View className="t-note">
          {consent.withdrawnAt ? words.withdrawn(when(consent.withdrawnAt)) : byLaw ? words.byLaw(consent.article ?? '') : words.given(when(consent.from))}
        </View>
        {consent.withdrawnAt || byLaw ? null : (
          <Button id={`${id}-withdraw`} kind="quiet" small label={`${words.withdraw} ${purpose}`} onPress={onWithdraw}>
            {words.withdraw}
          </Button>
        )}
      </View>
    </Card>
  )
}
