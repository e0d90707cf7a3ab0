import { View } from '@tarojs/components'
import { RuleTrial, type HealthColour } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { parserOf } from '@/platform/parser'
import { request, toApiError } from '@/platform/request'
import { Banner, Button, Card, Fact, Heading } from '@/ui'
import { trialCopy } from '../trial-copy'

const tryRules = (text: string) => request('/api/v1/staff/health-rule-trials', { method: 'POST', body: { text }, schema: parserOf(RuleTrial) })
const nameOf = (colour: HealthColour | null) => colour ?? 'none'

/** 试算 of health rules on today's data, before they are handed in: how many people would have another colour. Nothing is stored. */
export function RuleTrialCard({ text }: { text: string }) {
  const words = useCopy(trialCopy)
  const pick = usePick()
  /** What was tried: another text has to be tried anew. */
  const [found, setFound] = useState<{ text: string; trial: RuleTrial } | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const tryOut = async () => {
    setProblem('')
    setWorking(true)
    try {
      setFound({ text, trial: await tryRules(text) })
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const trial = found?.text === text ? found.trial : null
  return (
    <Card id="rule-trial">
      <View className="l-stack">
        <Heading level={2}>{words.title}</Heading>
        <View className="t-note">{words.lead}</View>
        <Button id="try-rules" kind="quiet" icon="users-round" small onPress={() => void tryOut()} loading={working}>
          {words.run}
        </Button>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        {trial ? (
          <View id="rule-trial-result" className="l-stack">
            <View>
              <Fact name={words.people}>{words.count(trial.people)}</Fact>
              {trial.changes.length === 0 ? <Fact name={words.changed}>{words.nobody}</Fact> : null}
              {trial.changes.map(({ from, to, people }) => (
                <Fact key={`${nameOf(from)} ${nameOf(to)}`} name={words.change({ from: words.colours[nameOf(from)], to: words.colours[nameOf(to)] })}>
                  {words.count(people)}
                </Fact>
              ))}
            </View>
            {trial.tooMany ? <Banner tone="warn">{words.tooMany}</Banner> : null}
          </View>
        ) : null}
      </View>
    </Card>
  )
}
