import { View } from '@tarojs/components'
import type { Verdict } from '@zsb/shared/verification'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, Button, Card, Fact, Heading, Picture } from '@/ui'
import { verifyCopy } from '../copy'
import { remarkedCopy } from '../verdict-copy'
import type { Match } from '../verify.flow'
import { DisclosedFields, StatusAge } from './VerdictDetails'

type Valid = Extract<Verdict, { verdict: 'valid' }>
interface Asking {
  verdict: Valid
  /** The answer on its way, and why the last one did not arrive. */
  saying: Match | undefined
  problem: { zh: string; en: string } | undefined
  onMatch: (match: Match) => void
}

/** The holder's fields as far as this counter may see them, the photo large, and the question 人证一致 (R32). */
export function ValidResult(asking: Asking) {
  const { verdict } = asking
  const words = useCopy(verifyCopy)
  const remarked = useCopy(remarkedCopy)
  const pick = usePick()
  const photo = verdict.fields.find((field) => field.kind === 'photo')
  return (
    <View className="l-stack">
      {verdict.remarked ? (
        <Banner tone="warn">
          <View id="remarked" className="t-strong">
            {remarked.title(pick(verdict.legalWord))}
          </View>
          <View>{remarked.next}</View>
        </Banner>
      ) : null}
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
      {verdict.identityMatch === 'notNeeded' ? null : <MatchQuestion {...asking} />}
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

function MatchQuestion({ verdict, saying, problem, onMatch }: Asking) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  const said = verdict.identityMatch
  if (said === 'consistent' || said === 'inconsistent' || said === 'undecided') {
    return (
      <Banner tone={said === 'consistent' ? 'good' : said === 'inconsistent' ? 'bad' : 'warn'} live>
        {words.matched[said]}
      </Banner>
    )
  }
  return (
    <Card>
      <View className="l-stack-tight">
        <Heading level={2} className="t-title">
          {words.question}
        </Heading>
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <View className="z-both">
          <Button id="match-no" kind="danger" icon="user-round-x" hotkey="N" onPress={() => onMatch('inconsistent')} loading={saying === 'inconsistent'}>
            {words.inconsistent}
          </Button>
          <Button id="match-yes" icon="user-round-check" hotkey="Y" onPress={() => onMatch('consistent')} loading={saying === 'consistent'}>
            {words.consistent}
          </Button>
        </View>
        <Button id="match-unsure" kind="quiet" hotkey="U" onPress={() => onMatch('undecided')} loading={saying === 'undecided'}>
          {words.undecided}
        </Button>
      </View>
    </Card>
  )
}
