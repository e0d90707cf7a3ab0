import { View } from '@tarojs/components'
import { STATUS_WORDS, type CaseView } from '@zsb/shared/application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatWhen } from '@/platform/copy/dates'
import { useHotkeys } from '@/platform/hotkeys'
import { goTo } from '@/platform/navigate'
import { Banner, Button, Heading, StatusChip, TextLink } from '@/ui'
import { deskCopy } from '../copy'
import { AT_ONCE, buttonsOf, DESK_KEYS, readMove, REFUSING, UNWRITTEN, type DeskAction } from '../desk.flow'
import { deskJointCopy } from '../joint-copy'
import { lastOf, useMove } from '../useMove'
import { FormFacts, MaterialFacts } from './CaseFacts'
import { CaseClocks, CaseRecords } from './CaseSide'
import { MoveForm } from './MoveForm'

interface Props {
  application: CaseView
  /** 取件码 that opened it: it is to be handed over. */
  pickUpCode?: string
  onReload: () => Promise<void>
  onClose: () => void
  /** 转办: it is another office's. */
  onPassedOn: (said: string) => void
}

/** A case with everything known, and the moves that may be made now: exactly those the server names. */
export function CasePane({ application, pickUpCode, onReload, onClose, onPassedOn }: Props) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const joint = useCopy(deskJointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [chosen, act] = useState<DeskAction | null>()
  // What is shown first may be from before it was ready to be fetched.
  const byCode = pickUpCode && application.actions.includes('deliver') ? 'deliver' : null
  const acting = chosen === undefined ? byCode : chosen
  const [said, say] = useState('')
  const mover = useMove(application, onReload)
  const buttons = buttonsOf(application)
  const last = lastOf(application)
  const byWindow = application.history.find(({ confirmed }) => confirmed)?.confirmed
  const begin = (action: DeskAction) => {
    mover.forget()
    say('')
    if (!AT_ONCE.includes(action)) return act(action)
    const read = readMove(action, UNWRITTEN)
    if ('move' in read) void mover.make(read.move).then((made) => made && say(words.done(words.acts[action])))
  }
  // What a move asks for is closed first: there the form listens.
  useHotkeys(acting ? {} : { escape: onClose, ...Object.fromEntries(buttons.map((action) => [DESK_KEYS[action].toLowerCase(), () => begin(action)])) })
  return (
    <View id="case" className="l-stack">
      <View>
        <View className="l-row l-between l-wrap">
          <Heading level={2} className="t-title">
            {pick(application.item)}
          </Heading>
          <StatusChip tone="info" word={pick(STATUS_WORDS[application.status])} />
        </View>
        <View className="t-note t-num">{words.head({ name: application.subjectName, number: application.number ?? '' })}</View>
      </View>
      {application.isPart ? (
        <TextLink id="case-joint" icon="list-checks" chevron onPress={() => goTo(ENTRANCES.caseJoint, { id: application.id })}>
          {joint.open}
        </TextLink>
      ) : null}
      {said ? (
        <Banner tone="good" live>
          {said}
        </Banner>
      ) : null}
      {mover.problem ? (
        <Banner tone={mover.quicker ? 'warn' : 'bad'} live>
          <View className="t-strong">{mover.quicker ? words.quicker : pick(mover.problem)}</View>
          {mover.quicker && last ? (
            <View id="quicker">
              {words.quickerWhat({ what: saidOf(own.done, last.action), by: own.by[last.by], at: formatWhen(last.at, { language, now: serverNow() }) })}
            </View>
          ) : null}
        </Banner>
      ) : null}
      <AssignedTo assigned={application.assigned} />
      {application.urged ? <Banner tone="warn">{words.urged}</Banner> : null}
      {byWindow ? (
        <View id="by-window">
          <Banner tone="info" icon="building-2">
            {own.confirmed[byWindow]}
          </Banner>
        </View>
      ) : null}
      {application.proposal && !application.outcome ? (
        <Banner tone="info">
          <View className="t-strong">{words.proposal(own.outcomes[application.proposal])}</View>
          {application.decisionPersons > 1 ? <View>{words.twoPersons}</View> : null}
        </Banner>
      ) : null}
      {application.handOver && application.status === 'concluded' ? (
        <Banner tone="info">{application.handedOverAt ? words.handedOverAt(pick(application.handedOverAt)) : words.handOver[application.handOver]}</Banner>
      ) : null}
      {application.outcome ? <Banner tone="good">{words.outcome(own.outcomes[application.outcome])}</Banner> : null}
      {acting ? (
        <MoveForm
          key={acting}
          application={application}
          action={acting}
          pickUpCode={pickUpCode}
          working={mover.working}
          onMake={async (move) => {
            const made = await mover.make(move)
            if (made) say(move.action === 'assign' ? words.assigned : words.done(words.acts[move.action]))
            // It lies at another office now.
            if (made && move.action === 'transfer') onPassedOn(words.done(words.acts.transfer))
            return made
          }}
          onClose={() => act(null)}
        />
      ) : null}
      <View className="z-case">
        <View className="l-stack">
          <FormFacts id={application.id} sections={application.sections} />
          <MaterialFacts id={application.id} materials={application.materials} />
        </View>
        <View className="l-stack">
          <CaseClocks clocks={application.clocks} />
          <CaseRecords id={application.id} history={application.history} />
        </View>
      </View>
      {acting ? null : (
        <View className="z-case-bar">
          {buttons.length === 0 ? <View className="t-note">{words.nothingToDo}</View> : null}
          {buttons.map((action, i) => (
            <Button
              key={action}
              id={`act-${action}`}
              kind={REFUSING.includes(action) ? 'danger' : i === 0 ? 'primary' : 'quiet'}
              narrow
              hotkey={DESK_KEYS[action]}
              loading={mover.working && AT_ONCE.includes(action)}
              onPress={() => begin(action)}
            >
              {words.acts[action]}
            </Button>
          ))}
        </View>
      )}
    </View>
  )
}

/** 承办人: whose case it is, and whether whoever looks may handle it. */
function AssignedTo({ assigned }: Pick<CaseView, 'assigned'>) {
  const words = useCopy(deskCopy)
  if (!assigned) return null
  if (!assigned.mayHandle)
    return (
      <Banner tone="warn">
        <View className="t-strong">{words.handledBy(assigned.name)}</View>
        <View>{words.handledByWhy}</View>
      </Banner>
    )
  return (
    <View className="t-note">{assigned.mine ? words.handledByMe : assigned.asDeputy ? words.asDeputy(assigned.name) : words.handledBy(assigned.name)}</View>
  )
}
