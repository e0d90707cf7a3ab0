import { View } from '@tarojs/components'
import { STATUS_WORDS } from '@zsb/shared/application'
import type { JointPartView, JointView } from '@zsb/shared/joint-application'
import { turnTo } from '@/features/account'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { Card, DependencyGraph, Heading, List, ListRow, Section, StatusChip, TextLink, type GraphBox } from '@/ui'
import { roleBox, roleCode } from '../graph-boxes'
import { boxToneOf, consentOf, countsOf, edgesOf, needsApplicant, toneOfPart } from '../joint.flow'
import { jointCopy } from '../joint-copy'

/** Words of a part: where it stands, and its clock. */
export function usePartWords(joint: Pick<JointView, 'parts' | 'roles' | 'withdrawnAt'>) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = (on: string) => formatDay(on, language)
  const stateOf = (part: JointPartView): string => {
    if (needsApplicant(part)) return words.supplementing
    if (joint.withdrawnAt && part.state === 'impossible') return words.withdrawnState
    if (part.application?.status === 'withdrawn') return pick(STATUS_WORDS.withdrawn)
    return part.state === 'running' && part.application ? pick(STATUS_WORDS[part.application.status]) : words.partStates[part.state]
  }
  const waitsOf = ({ waitsFor }: JointPartView): string => {
    const names = [
      ...joint.roles.filter(({ code }) => waitsFor.roles.includes(code)).map((role) => words.consentOf(pick(role))),
      ...joint.parts.filter(({ code }) => waitsFor.parts.includes(code)).map(pick),
    ]
    return names.length > 0 ? words.waitsFor(names.join(words.between)) : ''
  }
  /** Its own clock 时限. */
  const clockOf = (part: JointPartView): string => {
    if (part.state === 'impossible') {
      if (joint.withdrawnAt) return words.notBegun
      return part.waitsFor.roles.length > 0 ? words.withoutConsent : words.impossible
    }
    if (part.endedOn) return words.endedOn(day(part.endedOn))
    if (part.state === 'failed') return ''
    if (part.isStanding) return words.paused
    if (part.dueOn) return part.isLate ? words.late(day(part.dueOn)) : words.dueOn(day(part.dueOn))
    if (part.state === 'waiting') return waitsOf(part)
    if (needsApplicant(part)) return words.afterSupplement
    return part.application ? words.onceAccepted(part.promiseDays) : words.begins(part.promiseDays)
  }
  return { stateOf, waitsOf, clockOf }
}

/** 全部什么时候办好: the day in the largest text with why, or how it ended. */
export function JointHeadline({ joint, onWhy }: { joint: JointView; onWhy: () => void }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { state, promised, parts, roles, withdrawnAt } = joint
  const titles: Readonly<Record<string, string | undefined>> = words.titles
  const over = withdrawnAt ? words.withdrawnTitle : state ? titles[state] : undefined
  const isAsked = roles.some((role) => consentOf(role) === 'pending')
  const standing = parts.filter(({ code }) => promised?.standing.includes(code)).map(pick)
  return (
    <Card id="joint-headline">
      {over ? null : <View className="t-note">{words.expected}</View>}
      <Heading level={2} className="t-display">
        {over ?? (promised?.on ? words.by(formatDay(promised.on, language)) : words.noDay)}
      </Heading>
      {!over && standing.length > 0 ? <View>{words.standing(standing.join(words.between))}</View> : null}
      {!over && isAsked ? <View className="t-note">{words.dependsOnConsent}</View> : null}
      {!over && promised?.provisional ? <View className="t-note">{words.provisional}</View> : null}
      {withdrawnAt ? <View>{words.withdrawnWhy(formatDay(withdrawnAt, language))}</View> : null}
      <View className="l-row l-between l-wrap">
        <View className="t-note">{words.count(countsOf(joint))}</View>
        {!over && promised?.on ? (
          <TextLink id="why-this-day" chevron onPress={onWhy}>
            {words.why}
          </TextLink>
        ) : null}
      </View>
    </Card>
  )
}

/** 谁在等谁, with the clock of each. */
export function JointGraph({ joint }: { joint: JointView }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const { stateOf, waitsOf, clockOf } = usePartWords(joint)
  const edges = edgesOf(joint).map(({ kind, from, to }) => ({ from: kind === 'role' ? roleCode(from) : from, to }))
  const boxes: GraphBox[] = [
    ...joint.roles.map((role) => {
      const consent = consentOf(role)
      const tone = consent === 'given' ? ('good' as const) : consent === 'pending' || consent === 'notAsked' ? ('warn' as const) : ('bad' as const)
      const said = consent === 'somebodyElse' ? words.consentStates.declined : words.consentStates[consent]
      return roleBox({ role, title: words.consentOf(pick(role)), lines: [said], waits: '', tone })
    }),
    ...joint.parts.map((part): GraphBox => {
      const clock = part.state === 'impossible' || part.state === 'waiting' ? '' : clockOf(part)
      return { code: part.code, title: pick(part), lines: [stateOf(part), clock].filter(Boolean), tone: boxToneOf(part), waits: waitsOf(part) }
    }),
  ]
  return (
    <Section id="joint-order" title={words.order}>
      <Card>
        <DependencyGraph id="joint-graph" label={words.order} boxes={boxes} edges={edges} alone={words.alone} />
      </Card>
    </Section>
  )
}

/** 每一件: its office, its clock, and the case behind it. */
export function JointParts({ joint, onFailed }: { joint: JointView; onFailed: (cause: unknown) => void }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const { stateOf, clockOf } = usePartWords(joint)
  const open = ({ item, state, application }: JointPartView): (() => void) | undefined => {
    if (application)
      // A part for the mother herself is a case of hers, not of the child.
      return () => void turnTo(application.subjectId).then(() => goTo(ENTRANCES.application, { id: application.id }), onFailed)
    return state === 'impossible' && !joint.withdrawnAt ? () => goTo(ENTRANCES.serviceGuide, { item }) : undefined
  }
  return (
    <Section id="joint-parts" title={words.parts}>
      <List>
        {joint.parts.map((part) => (
          <ListRow
            key={part.code}
            id={`part-${part.code}`}
            title={pick(part)}
            trailing={<StatusChip tone={joint.withdrawnAt && part.state === 'impossible' ? 'plain' : toneOfPart(part)} word={stateOf(part)} />}
            note={
              <>
                <View>{pick(part.department)}</View>
                <View className="t-num">{clockOf(part)}</View>
                {part.state === 'impossible' && !joint.withdrawnAt ? <View>{words.seeGuide}</View> : null}
              </>
            }
            onPress={open(part)}
          />
        ))}
      </List>
    </Section>
  )
}

/** 要谁同意, and what now where he does not. */
export function JointRoles({ joint }: { joint: JointView }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (joint.roles.length === 0) return null
  const TONES = { notAsked: 'plain', pending: 'warn', given: 'good', declined: 'bad', lapsed: 'bad', somebodyElse: 'bad' } as const
  return (
    <Section id="joint-roles" title={words.consents}>
      {joint.roles.map((role) => {
        const consent = consentOf(role)
        const until = role.lastDay ? formatDay(role.lastDay, language) : ''
        const said = {
          notAsked: '',
          pending: words.consentPending(until),
          given: words.consentGiven(role.licences.map(pick).join(words.between)),
          declined: words.consentDeclined,
          lapsed: words.consentLapsed(until),
          somebodyElse: words.consentSomebodyElse,
        }
        return (
          <Card key={role.code} id={`role-${role.code}`}>
            <View className="z-row-top">
              <Heading level={3}>{pick(role)}</Heading>
              <StatusChip tone={TONES[consent]} word={words.consentStates[consent === 'somebodyElse' ? 'declined' : consent]} />
            </View>
            <View>{said[consent]}</View>
          </Card>
        )
      })}
    </Section>
  )
}

/** 已放进“我的证照”: what is there, and what is still to come. */
export function JointWallet({ joint, onFailed }: { joint: JointView; onFailed: (cause: unknown) => void }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const there = joint.parts.flatMap(({ code, result, licenceId, application }) =>
    result && licenceId && application ? [{ code, result, licenceId, subjectId: application.subjectId }] : [],
  )
  const coming = joint.parts.filter(({ result, licenceId, state }) => result && !licenceId && state !== 'failed' && state !== 'impossible')
  if (there.length === 0 && coming.length === 0) return null
  return (
    <Section id="joint-wallet" title={there.length > 0 ? words.wallet : words.walletLater} aside={there.length > 0 ? words.inWallet(there.length) : undefined}>
      {there.length > 0 ? (
        <List>
          {there.map(({ code, result, licenceId, subjectId }) => (
            <ListRow
              key={code}
              id={`licence-${code}`}
              icon="id-card"
              tone="good"
              title={pick(result)}
              onPress={() => void turnTo(subjectId).then(() => goTo(ENTRANCES.licence, { id: licenceId }), onFailed)}
            />
          ))}
        </List>
      ) : null}
      {coming.length > 0 ? (
        <View className="t-note">
          {(there.length > 0 ? words.walletComing : words.listed)(coming.flatMap(({ result }) => (result ? [pick(result)] : [])).join(words.between))}
        </View>
      ) : null}
    </Section>
  )
}
