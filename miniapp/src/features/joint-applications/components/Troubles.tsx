import { View } from '@tarojs/components'
import type { JointView } from '@zsb/shared/joint-application'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, Button, Card, Heading } from '@/ui'
import { openTroubles, toldTroubles } from '../joint.flow'
import { jointCopy } from '../joint-copy'

type Trouble = JointView['troubles'][number]

interface Props {
  joint: JointView
  working: boolean
  onDecide: (trouble: Trouble, said: 'stop' | 'goOn') => void
}

/** What went wrong 异常: asked about first, one after the other, two answers of one weight; then what is only to be known. */
export function Troubles({ joint, working, onDecide }: Props) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const nameOf = (code: string) => [...joint.parts, ...joint.roles].filter((each) => each.code === code).map(pick)[0] ?? ''
  const titleOf = ({ kind, of }: Trouble) => words.troubles[kind](nameOf(of))
  const waiting = joint.parts.filter(({ state }) => state === 'waiting' || state === 'ready').map(pick)
  const impossible = joint.parts.filter(({ state }) => state === 'impossible').map(pick)
  const becameOf = ({ rule, said }: Trouble): string => {
    if (rule === 'ask') return said === 'stop' ? words.saidStop : words.saidGoOn
    return rule === 'stop' ? words.troubleStops : words.troubleGoesOn
  }
  const [first] = openTroubles(joint)
  return (
    <>
      {first ? (
        <Card id="decide">
          <View className="t-note">{words.decide}</View>
          <Heading level={2} className="t-title">
            {titleOf(first)}
          </Heading>
          <View>{words.decideWhy(waiting.join(words.between))}</View>
          <View className="z-both">
            <Button id="decide-stop" kind="quiet" onPress={() => onDecide(first, 'stop')} loading={working}>
              {words.stop}
            </Button>
            <Button id="decide-goOn" kind="quiet" onPress={() => onDecide(first, 'goOn')} loading={working}>
              {words.goOn}
            </Button>
          </View>
        </Card>
      ) : null}
      {toldTroubles(joint).map((trouble) => (
        <Banner key={`${trouble.kind} ${trouble.of}`} tone="warn">
          <View className="t-strong">{titleOf(trouble)}</View>
          <View>{becameOf(trouble)}</View>
          {impossible.length > 0 ? <View>{words.impossibleNow(impossible.join(words.between))}</View> : null}
        </Banner>
      ))}
    </>
  )
}
