import { View } from '@tarojs/components'
import type { Verdict } from '@zsb/shared/verification'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Fact, Heading, Picture } from '@/ui'
import { verifyCopy } from '../copy'
import { DisclosedFields, StatusAge } from './VerdictDetails'

type Valid = Extract<Verdict, { verdict: 'valid' }>
type Match = 'consistent' | 'inconsistent' | 'undecided'

/** The holder's fields as far as this counter may see them, the photo large, and the question 人证一致 (R32). */
export function ValidResult({ verdict, onMatch }: { verdict: Valid; onMatch: (match: Match) => Promise<void> }) {
  const words = useCopy(verifyCopy)
  const photo = verdict.fields.find((field) => field.kind === 'photo')
  return (
    <View className="l-stack">
      <Card>
        <View className="z-person">
          {photo ? (
            <View className="z-person-photo">
              <Picture id="holder-photo" src={photo.value} label={words.photo} className="z-photo" />
              <View className="t-note t-centre">{words.photoNote}</View>
            </View>
          ) : null}
          <DisclosedFields verdict={verdict} />
        </View>
      </Card>
      {verdict.identityMatch === 'notNeeded' ? null : <MatchQuestion verdict={verdict} onMatch={onMatch} />}
      <Card>
        <StatusAge status={verdict.status} />
        <Fact name={words.receipt}>{verdict.receipt}</Fact>
        <Fact name={words.agreed}>{words.agreedCount(verdict.fields.length)}</Fact>
        {verdict.shownBy === 'guardian' ? <Banner tone="info">{words.shownByGuardian}</Banner> : null}
      </Card>
      <View className="t-note">{words.audit}</View>
    </View>
  )
}

function MatchQuestion({ verdict, onMatch }: { verdict: Valid; onMatch: (match: Match) => Promise<void> }) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const [working, setWorking] = useState<Match | null>(null)
  const [problem, setProblem] = useState('')
  const said = verdict.identityMatch
  if (said === 'consistent' || said === 'inconsistent' || said === 'undecided') {
    return (
      <Banner tone={said === 'consistent' ? 'good' : said === 'inconsistent' ? 'bad' : 'warn'} live>
        {words.matched[said]}
      </Banner>
    )
  }
  const say = async (match: Match) => {
    setWorking(match)
    try {
      await onMatch(match)
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(null)
    }
  }
  return (
    <Card>
      <View className="l-stack-tight">
        <Heading level={2} className="t-title">
          {words.question}
        </Heading>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <View className="z-both">
          <Button id="match-no" kind="danger" icon="user-round-x" hotkey="N" onPress={() => void say('inconsistent')} loading={working === 'inconsistent'}>
            {words.inconsistent}
          </Button>
          <Button id="match-yes" icon="user-round-check" hotkey="Y" onPress={() => void say('consistent')} loading={working === 'consistent'}>
            {words.consistent}
          </Button>
        </View>
        <Button id="match-unsure" kind="quiet" hotkey="U" onPress={() => void say('undecided')} loading={working === 'undecided'}>
          {words.undecided}
        </Button>
      </View>
    </Card>
  )
}
