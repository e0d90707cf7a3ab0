import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, Field, Heading } from '@/ui'
import { EMPTY_SUNSET, handInSunset, toSunset, wrongFields, type Typed } from '../sunset'
import { sunsetCopy } from '../sunset-copy'

/** 停用申请: the document it rests on, and a word for whoever signs. */
export function SunsetForm({ onSent, onLeave }: { onSent: () => void; onLeave: () => void }) {
  const words = useCopy(sunsetCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft('health-sunset', EMPTY_SUNSET, { saved: words.draftKept })
  const { judged, working, problem, send } = useHandIn(handInSunset, () => {
    clear()
    onSent()
  })
  const body = toSunset(typed)
  const wrong = wrongFields(body)
  const field = (name: keyof Typed, more: { label: string; help: string; maxLength: number; lines?: boolean }) => {
    const refused = problem?.field(`/body/${name}`)
    const error = refused ? pick(refused) : judged && wrong.includes(name) ? words.wrong[name] : undefined
    return <Field id={`sunset-${name}`} value={typed[name]} onChange={type(name)} error={error} {...more} />
  }
  return (
    <Card id="sunset-form" className="z-narrow">
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.begin}
        </Heading>
        {field('documentNumber', { label: words.number, help: words.numberHelp, maxLength: 40 })}
        {field('reason', { label: words.reason, help: words.reasonHelp, maxLength: 500, lines: true })}
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id="send-sunset" onPress={() => void send(wrong.length === 0 ? body : null)} loading={working}>
          {words.send}
        </Button>
        <Button id="leave-sunset" kind="plain" onPress={onLeave}>
          {words.leave}
        </Button>
      </View>
    </Card>
  )
}
