import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { Banner, Button, Card, ChipChoice, ChoiceCard, ChoiceGroup, Dialog, Field, Heading } from '@/ui'
import { deskCopy } from '../copy'
import { readMove, UNWRITTEN, withPromised, type DeskAction, type DeskMove } from '../desk.flow'
import { FollowFields } from './FollowFields'
import { GapsFields } from './GapsFields'
import { ColleagueChoice, OfficeChoice } from './PassOnFields'
import { Reads } from './Reads'

/** What staff write about people is kept while the app runs and never on the device (R30). */
const ALL = Object.keys(UNWRITTEN)

/** Moves that say why. */
const WITH_REASON: readonly DeskAction[] = ['refuseAcceptance', 'returnCase', 'suspend', 'extend', 'transfer', 'deliverByDocument']

interface Props {
  application: CaseView
  action: DeskAction
  /** 取件码 that opened the case. */
  pickUpCode?: string
  working: boolean
  onMake: (move: DeskMove) => Promise<boolean>
  onClose: () => void
}

/** What a move needs, and the words the applicant will read before it is made. What was typed stays until it was made. */
export function MoveForm({ application, action, pickUpCode = '', working, onMake, onClose }: Props) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  const draft = useDraft<typeof UNWRITTEN>(`case.${application.id}.${action}`, UNWRITTEN, { memoryOnly: ALL, saved: words.draftKept })
  const { type, clear } = draft
  const typed = withPromised(
    { ...draft.typed, code: draft.typed.code || pickUpCode },
    { action, materials: application.materials, reason: words.promisedReason },
  )
  const [judged, judge] = useState(false)
  const [confirming, confirm] = useState<DeskMove | null>(null)
  const needsLeave = application.extension?.approver === 'headOfGovernment'
  const promised = application.materials.filter((material) => material.promised).map(({ code }) => code)
  const read = readMove(action, typed, { promised, needsLeave })
  useHotkeys(confirming ? {} : { escape: onClose })
  const wrong = judged && 'wrong' in read ? read.wrong : new Set<string>()
  const possible = application.actions.includes(action)
  const procedure = application.procedures.find(({ code }) => code === typed.procedure)
  const make = async (move: DeskMove) => {
    confirm(null)
    if (!(await onMake(move))) return
    clear()
    onClose()
  }
  const send = () => {
    judge(true)
    if ('wrong' in read) return
    if (action === 'decide') confirm(read.move)
    else void make(read.move)
  }
  const noteField = (optional = false) => (
    <Field
      id="move-note"
      lines
      label={optional ? words.remark : words.note}
      optional={optional}
      help={optional ? undefined : words.noteHelp}
      maxLength={500}
      value={typed.note}
      onChange={type('note')}
      error={wrong.has('note') ? words.wrong.note : undefined}
    />
  )
  return (
    <Card id="move">
      <Heading level={2}>{words.acts[action]}</Heading>
      {possible ? null : <Banner tone="warn">{words.notNow}</Banner>}
      {action === 'requestSupplement' ? (
        <GapsFields materials={application.materials} typed={typed.materials} onChange={type('materials')} wrong={wrong} />
      ) : null}
      {action === 'acceptWithGaps' ? <FollowFields application={application} typed={typed} type={type} wrong={wrong} /> : null}
      {action === 'suspend' ? (
        <>
          <ChoiceGroup label={words.procedure}>
            {application.procedures.map((each) => (
              <ChoiceCard
                key={each.code}
                id={`procedure-${each.code}`}
                title={pick(each)}
                why={words.days(each.maxDays)}
                chosen={typed.procedure === each.code}
                onChoose={() => type('procedure')(each.code)}
              />
            ))}
          </ChoiceGroup>
          {wrong.has('procedure') ? <Banner tone="bad">{words.wrong.procedure}</Banner> : null}
          <Field
            id="move-days"
            kind="number"
            label={procedure ? words.days(procedure.maxDays) : words.daysPlain}
            maxLength={4}
            value={typed.days}
            onChange={type('days')}
            error={wrong.has('expectedDays') ? words.wrong.days : undefined}
          />
        </>
      ) : null}
      {action === 'deliver' ? (
        <Field
          id="move-code"
          kind="number"
          label={words.code}
          help={words.codeHelp}
          maxLength={6}
          value={typed.code}
          onChange={type('code')}
          error={wrong.has('code') ? words.wrong.code : undefined}
        />
      ) : null}
      {action === 'deliverByDocument' ? (
        <Field
          id="move-number"
          label={words.documentNumber}
          help={words.documentNumberHelp}
          maxLength={30}
          value={typed.number}
          onChange={type('number')}
          error={wrong.has('number') ? words.wrong.number : undefined}
        />
      ) : null}
      {action === 'assign' ? <ColleagueChoice application={application} to={typed.to} onChoose={type('to')} wrong={wrong.has('staffId')} /> : null}
      {action === 'transfer' ? <OfficeChoice application={application} to={typed.to} onChoose={type('to')} wrong={wrong.has('office')} /> : null}
      {action === 'extend' && application.extension ? (
        <>
          <View className="t-note">{words.extendOn(application.extension.basis)}</View>
          <Field
            id="move-days"
            kind="number"
            label={words.extendDays(application.extension.days)}
            maxLength={3}
            value={typed.days}
            onChange={type('days')}
            error={wrong.has('days') ? words.wrong.days : undefined}
          />
          {needsLeave ? (
            <Field
              id="move-leave"
              label={words.leave}
              help={words.leaveHelp}
              maxLength={60}
              value={typed.leave}
              onChange={type('leave')}
              error={wrong.has('leave') ? words.wrong.leave : undefined}
            />
          ) : null}
        </>
      ) : null}
      {action === 'propose' || action === 'decide' ? (
        <>
          <ChipChoice
            id="outcome"
            label={words.outcomeLabel}
            value={typed.outcome || null}
            onChange={type('outcome')}
            options={[
              { value: 'granted', label: own.outcomes.granted },
              { value: 'refused', label: own.outcomes.refused },
            ]}
          />
          {wrong.has('outcome') ? <Banner tone="bad">{words.wrong.outcome}</Banner> : null}
          {noteField(typed.outcome !== 'refused')}
        </>
      ) : null}
      {action === 'refuseAcceptance' ? (
        <>
          <ChipChoice
            id="ground"
            label={words.ground}
            value={typed.ground || null}
            onChange={type('ground')}
            options={[
              { value: 'notOurs', label: words.grounds.notOurs },
              { value: 'other', label: words.grounds.other },
            ]}
          />
          {wrong.has('ground') ? <Banner tone="bad">{words.wrong.ground}</Banner> : null}
          {typed.ground === 'notOurs' ? (
            <Field
              id="move-right-office"
              label={words.rightOffice}
              help={words.rightOfficeHelp}
              maxLength={60}
              value={typed.rightOffice}
              onChange={type('rightOffice')}
              error={wrong.has('rightOffice') ? words.wrong.rightOffice : undefined}
            />
          ) : null}
        </>
      ) : null}
      {WITH_REASON.includes(action) ? noteField() : null}
      {action === 'propose' || action === 'assign' ? null : <Reads application={application} action={action} typed={typed} />}
      <View className="z-both">
        <Button id="move-close" kind="quiet" onPress={onClose}>
          {words.close}
        </Button>
        <Button id="move-send" onPress={send} loading={working} disabled={!possible}>
          {words.acts[action]}
        </Button>
      </View>
      {confirming?.action === 'decide' ? (
        <Dialog
          open
          title={words.decideAsk(own.outcomes[confirming.outcome])}
          confirm={words.acts.decide}
          refuse={words.decideNot}
          onConfirm={() => void make(confirming)}
          onRefuse={() => confirm(null)}
          working={working}
        >
          {words.decideWhy}
        </Dialog>
      ) : null}
    </Card>
  )
}
