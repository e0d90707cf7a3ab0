import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { STATUS_WORDS } from '@zsb/shared/application'
import type { DeskJointView, DeskPartView } from '@zsb/shared/joint-application'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useResource } from '@/platform/resource'
import { Card, DependencyGraph, Heading, List, ListRow, NotYet, Section, StatusChip } from '@/ui'
import { jointPath, jointSchema } from '../../api'
import { boxToneOf, toneOfPart } from '../../joint.flow'
import { deskJointCopy } from '../../joint-copy'

/** 联办进度: the graph of the whole that a case is a part of, with every part's state and clock. */
export default function JointPage() {
  const words = useCopy(deskJointCopy)
  const { id = '' } = useRouter().params
  const found = useResource<DeskJointView>(id ? jointPath(id) : null, { schema: jointSchema, everySeconds: 60 })
  return (
    <StaffPage title={words.title} area="cases" back onReconnect={() => void found.reload()}>
      {found.data ? <Joint joint={found.data} /> : <NotYet of={found} rows={6} />}
    </StaffPage>
  )
}

/** Words of a part: where it stands, what it waits for, and its clock. */
function usePartWords({ parts }: DeskJointView) {
  const words = useCopy(deskJointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = (on: string) => formatDay(on, language)
  const stateOf = ({ state, status }: DeskPartView): string =>
    status !== null && (state === 'running' || status === 'withdrawn') ? pick(STATUS_WORDS[status]) : words.partStates[state]
  const waitsOf = ({ waitsFor, waitsForConsent }: DeskPartView): string => {
    const names = [...(waitsForConsent ? [words.consent] : []), ...parts.filter(({ code }) => waitsFor.includes(code)).map(pick)]
    return names.length > 0 ? words.waitsFor(names.join(words.between)) : ''
  }
  const clockOf = ({ state, status, endedOn, isStanding, isLate, dueOn, promiseDays }: DeskPartView): string => {
    if (endedOn) return words.endedOn(day(endedOn))
    if (state === 'failed' || state === 'impossible') return ''
    if (isStanding) return words.paused
    if (dueOn) return (isLate ? words.late : words.dueOn)(day(dueOn))
    return status === null ? words.begins(promiseDays) : words.onceAccepted(promiseDays)
  }
  return { stateOf, waitsOf, clockOf }
}

function Joint({ joint }: { joint: DeskJointView }) {
  const words = useCopy(deskJointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { stateOf, waitsOf, clockOf } = usePartWords(joint)
  const { bundle, state, parts, promisedOn, provisional, edges } = joint
  const ends: Readonly<Record<string, string | undefined>> = words.states
  const over = ends[state]
  const titleOf = (part: DeskPartView) => (part.isOwn ? `${pick(part)} · ${words.own}` : pick(part))
  return (
    <View id="desk-joint" className="l-stack">
      <Card>
        <View className="t-note">{pick(bundle)}</View>
        {over ? null : <View className="t-note">{words.expected}</View>}
        <Heading level={2} className="t-title">
          {over || (promisedOn ? words.by(formatDay(promisedOn, language)) : words.noDay)}
        </Heading>
        {!over && provisional ? <View className="t-note">{words.provisional}</View> : null}
        <View className="t-note">{words.count({ all: parts.length, done: parts.filter((part) => part.state === 'granted').length })}</View>
      </Card>
      <Section id="desk-joint-order" title={words.order}>
        <Card>
          <DependencyGraph
            id="desk-joint-graph"
            label={words.order}
            boxes={parts.map((part) => ({
              code: part.code,
              title: titleOf(part),
              lines: [stateOf(part), clockOf(part)].filter(Boolean),
              tone: boxToneOf(part),
              waits: waitsOf(part) || words.waitsNone,
            }))}
            edges={edges}
            alone={words.alone}
          />
        </Card>
      </Section>
      <Section id="desk-joint-parts" title={words.parts}>
        <List>
          {parts.map((part) => (
            <ListRow
              key={part.code}
              id={`desk-part-${part.code}`}
              title={titleOf(part)}
              note={
                <>
                  <View>{pick(part.department)}</View>
                  {waitsOf(part) ? <View>{waitsOf(part)}</View> : null}
                  {clockOf(part) ? <View className="t-num">{clockOf(part)}</View> : null}
                </>
              }
              trailing={<StatusChip tone={toneOfPart(part)} word={stateOf(part)} />}
            />
          ))}
        </List>
      </Section>
      <View className="t-note">{words.privacy}</View>
    </View>
  )
}
