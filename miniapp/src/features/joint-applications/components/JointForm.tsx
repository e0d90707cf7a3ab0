import { View } from '@tarojs/components'
import { GUIDE_SECTION, openQuestions, type BundleGuide, type GuidingAnswers, type JointView } from '@zsb/shared/joint-application'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import {
  CheckBar,
  CheckStage,
  FillBar,
  FillStage,
  ToWindow,
  useContestSheet,
  useFilling,
  useFillSheets,
  type Filling,
  type FillingApi,
} from '@/features/applications'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, Card, Fact, List, ListRow, Page, Section, Skeleton, StatusChip, TextLink } from '@/ui'
import { guidingOf, isSame, jointFillingOf, listed, toFilling, type JointFilling } from '../filling'
import { answersGiven } from '../guide-answers'
import { jointCopy } from '../joint-copy'
import { CarriedOver } from './CarriedOver'
import { HandedTo } from './HandedTo'
import { Questions, type JointFrame } from './Questions'

/** Where it is filled in other than on the applicant's own phone: at a counter, by a clerk. `api` and `Frame` stay the same. */
export interface AtCounter {
  api: FillingApi<JointFilling>
  Frame: JointFrame
  /** Below the sum-up. */
  below: ReactNode
  /** In place of 提交. */
  bar: (filling: Filling<JointFilling>) => ReactNode
  /** Where a value is put right that is wrong in its register. */
  contest: string
}
interface Props {
  guide: BundleGuide
  first: JointView
  /** What a new version of the bundle has changed; told until the form is left. */
  carried: JointView['carried']
  /** Another version holds since it was opened: it is opened anew. */
  onOutdated: (joint: JointView) => void
  onDone: (joint: JointView) => void
  counter?: AtCounter
}

/** The one form of a bundle: what the questions make of it, filled in once, summed up with who gets what, handed in once. */
export function JointForm({ guide, first, carried, onOutdated, onDone, counter }: Props) {
  const pick = usePick()
  const Frame = counter?.Frame ?? Page
  const given = counter?.api
  const api = useMemo(() => given ?? jointFillingOf({ guide }), [given, guide])
  const filling = useFilling(
    useMemo(() => toFilling(first, guide), [first, guide]),
    { api, onDone: ({ joint }) => onDone(joint) },
  )
  const { view, filled, saved, flush } = filling.saving
  const answers = guidingOf(guide, filled)
  const [isAsking, ask] = useState(() => openQuestions(guide, guidingOf(guide, { ...filled, ...answersGiven(guide.code) })).length > 0)
  const answer = (given: GuidingAnswers) => {
    for (const { code } of guide.questions) if (given[code] !== undefined && given[code] !== filled[code]) filling.fill(code, given[code])
  }
  // What the guide was answered since the draft was left counts.
  const bring = useRef(answer)
  useEffect(() => bring.current(answersGiven(guide.code)), [guide.code])
  const { joint } = view
  const { onAsk, onPostpone, sheets } = useFillSheets(filling, (asked) => {
    const goingTo = joint.materials.filter(({ code }) => code === asked?.code).flatMap(({ goesTo }) => goesTo)
    return { item: { ...joint.bundle }, office: listed(joint.parts.filter(({ code }) => goingTo.includes(code)).map(({ department }) => department)) }
  })
  const { onContest, sheet } = useContestSheet(filling, counter?.contest)
  const handedInElsewhere = view.status !== 'draft'
  useEffect(() => {
    if (handedInElsewhere && !given) replaceWith(ENTRANCES.jointApplication, { id: view.id, from: 'draft' })
  }, [handedInElsewhere, given, view.id])
  const outdated = useRef(onOutdated)
  outdated.current = onOutdated
  const isOutdated = joint.bundle.version !== first.bundle.version
  useEffect(() => {
    if (isOutdated) outdated.current(joint)
  }, [isOutdated, joint])
  const isOpen = openQuestions(guide, answers).length > 0
  const isSettled = isSame(answers, guidingOf(guide, view.answers))
  useEffect(() => {
    if (!isOpen && !isSettled) flush()
  }, [isOpen, isSettled, view.version, flush])
  if (isAsking)
    return (
      <Questions
        Frame={Frame}
        title={pick(view.joint.bundle)}
        questions={guide.questions}
        answers={answers}
        onAnswer={answer}
        onDone={() => {
          ask(false)
          scrollToTop()
        }}
        onLeave={isOpen ? undefined : () => ask(false)}
      />
    )
  if (!isSettled) return <Adapting Frame={Frame} title={pick(view.joint.bundle)} isStuck={saved === 'phone' || saved === 'refused'} onAgain={flush} />
  return (
    <Frame
      title={pick(joint.bundle)}
      onLeave={filling.checking ? filling.back : undefined}
      actions={filling.checking ? (counter?.bar(filling) ?? <CheckBar filling={filling} />) : <FillBar filling={filling} />}
      over={
        <>
          {sheets}
          {sheet}
        </>
      }
    >
      {filling.checking ? (
        <CheckStage filling={filling}>
          <Check filling={filling} />
          {counter?.below}
        </CheckStage>
      ) : (
        <FillStage
          filling={filling}
          lead={
            <>
              {carried ? <CarriedOver joint={joint} carried={carried} /> : null}
              {counter ? null : <ToWindow application={joint} page={ENTRANCES.jointAtWindow} />}
              <Situation joint={joint} answers={answers} onChange={() => ask(true)} />
            </>
          }
          elsewhere={[GUIDE_SECTION]}
          onAsk={onAsk}
          onPostpone={onPostpone}
          onContest={onContest}
        >
          <Others joint={joint} />
        </FillStage>
      )}
    </Frame>
  )
}

/** The form follows from the answers: it comes from the server once they are there. */
function Adapting({ Frame, title, isStuck, onAgain }: { Frame: JointFrame; title: string; isStuck: boolean; onAgain: () => void }) {
  const words = useCopy(jointCopy)
  return (
    <Frame title={title} onReconnect={onAgain}>
      {isStuck ? (
        <View className="l-stack">
          <Banner tone="warn" live>
            {words.notAdapted}
          </Banner>
          <Button id="adapt-again" kind="quiet" icon="refresh-cw" onPress={onAgain}>
            {words.again}
          </Button>
        </View>
      ) : (
        <Skeleton rows={5} waitingFor={words.adapting} />
      )}
    </Frame>
  )
}

function Situation({ joint, answers, onChange }: { joint: JointView; answers: GuidingAnswers; onChange: () => void }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  return (
    <>
      <View className="t-note">{words.shared(joint.parts.length)}</View>
      <Section
        title={words.situation}
        aside={
          <TextLink id="change-answers" onPress={onChange}>
            {words.change}
          </TextLink>
        }
      >
        <Card>
          <View>
            {joint.questions.map((question) => (
              <View key={question.code} id={`field-${question.code}`}>
                <Fact name={pick(question)}>{question.choices.filter(({ value }) => value === answers[question.code]).map(pick)}</Fact>
              </View>
            ))}
          </View>
        </Card>
      </Section>
    </>
  )
}

/** What others bring: nothing to choose, only to know. */
function Others({ joint }: { joint: JointView }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const others = joint.materials.filter(({ from }) => from.kind !== 'own')
  if (others.length === 0) return null
  const nameOf = (list: readonly { code: string; zh: string; en: string }[], code: string) =>
    list
      .filter((each) => each.code === code)
      .map(pick)
      .join('')
  return (
    <Section id="others" title={words.others} aside={words.othersWhy}>
      <List>
        {others.map((material) => {
          const isLent = material.from.kind === 'role'
          return (
            <ListRow
              key={material.code}
              id={`material-${material.code}`}
              title={pick(material)}
              note={isLent ? words.lent(nameOf(joint.roles, material.from.who)) : words.handedOn(nameOf(joint.parts, material.from.who))}
              trailing={<StatusChip tone="plain" icon={isLent ? 'user-round-check' : 'link'} word={isLent ? words.lentChip : words.handedOnChip} />}
            />
          )
        })}
      </List>
    </Section>
  )
}

/** Before it is handed in: what goes to whom, and who is asked. */
function Check({ filling }: { filling: Filling<JointFilling> }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const { joint } = filling.saving.view
  return (
    <>
      <Section id="to-whom" title={words.toWhom} aside={words.toWhomWhy}>
        <HandedTo joint={joint} asked={filling.read.asked} />
      </Section>
      {joint.roles.map((role) => (
        <Card key={role.code} id={`asks-${role.code}`}>
          <View className="t-head t-strong">{words.mustAgree(pick(role))}</View>
          <View>{words.mustAgreeWhy(role.licences.map(pick).join(words.between))}</View>
        </Card>
      ))}
    </>
  )
}
