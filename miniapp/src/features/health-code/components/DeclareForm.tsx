import { View } from '@tarojs/components'
import type { DeclarationView } from '@zsb/shared/health-code'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useNetwork } from '@/platform/network'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, Heading } from '@/ui'
import { declareCopy } from '../declare-copy'
import { useDeclaring } from '../useDeclaring'
import { useWaiting, type Sent } from '../waiting'
import { DeclarationFields } from './DeclarationFields'
import type { Open } from './HealthGate'

/** The form of the day for one person; `corrects` is the declaration it takes the place of. */
export function DeclareForm({ form, person, corrects, onSent }: Omit<Open, 'basis'> & { corrects: DeclarationView | null; onSent: (sent: Sent) => void }) {
  const words = useCopy(declareCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const online = useNetwork((network) => network.online)
  const { refused } = useWaiting(person.personId)
  const { filling, sending, send } = useDeclaring({ form, person, corrects })
  const submit = async () => {
    const sent = await send()
    if (sent === null) return
    scrollToTop()
    onSent(sent)
  }
  return (
    <View className="l-stack">
      <View>
        <Heading level={1} className="t-title">
          {corrects ? words.correcting(formatWhen(corrects.at, { language, now: serverNow() })) : words.lead(person.name)}
        </Heading>
        <View className="t-note">{corrects ? words.correctingWhy : words.leadWhy}</View>
      </View>
      {refused ? (
        <View id="declaration-refused">
          <Banner tone="bad" live>
            <View className="t-strong">{words.refused}</View>
            <View>{pick(refused.problem)}</View>
          </Banner>
        </View>
      ) : null}
      <DeclarationFields filling={filling} name="health" />
      {online ? null : <View className="t-note">{words.offlineSend}</View>}
      <Button id="send-declaration" onPress={() => void submit()} loading={sending}>
        {words.send}
      </Button>
    </View>
  )
}
