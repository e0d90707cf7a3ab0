import { View } from '@tarojs/components'
import { ContactQueryRequest, type ContactPlaces } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { toApiError } from '@/platform/request'
import { Button, ChipChoice, Field, FieldFrame } from '@/ui'
import { CONTACTS, EMPTY_CONTACT, findPlaces, handInContact, toContact, type Typed } from '../contacts'
import { contactsCopy } from '../contacts-copy'
import { wrongPlaces } from '../handed-in'
import { HandInForm } from './HandInForm'
import type { Ends } from './HandInPage'

const TELL_AFTER = ['0', '3', '7', '14']
const SHORTEST_NAME = 2

/** 查询申请: the document, where and when, what for, and when whoever is found is told. */
export function ContactForm({ onSent, onLeave }: Ends) {
  const words = useCopy(contactsCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft('contact-query', EMPTY_CONTACT, { saved: words.draftKept })
  const handIn = useHandIn(handInContact, () => {
    clear()
    onSent()
  })
  const { judged, problem } = handIn
  const body = toContact(typed)
  const wrong = wrongPlaces(ContactQueryRequest, body)
  const errorOf = (name: keyof Typed): string | undefined => {
    const refused = problem?.field(`/body/${name}`)
    return refused ? pick(refused) : judged && wrong.includes(name) ? words.wrong[name] : undefined
  }
  const field = (name: keyof Typed, more: { label: string; help: string; maxLength: number; lines?: boolean }) => (
    <Field id={`contact-${name}`} value={typed[name]} onChange={type(name)} error={errorOf(name)} {...more} />
  )
  return (
    <HandInForm name={CONTACTS.name} words={words} handIn={handIn} body={wrong.length === 0 ? body : null} onLeave={onLeave}>
      {field('documentNumber', { label: words.number, help: words.numberHelp, maxLength: 40 })}
      <PlaceSearch chosen={typed.placeId} error={errorOf('placeId')} onChoose={type('placeId')} />
      {field('fromDay', { label: words.fromDay, help: words.dayHelp, maxLength: 10 })}
      {field('toDay', { label: words.toDay, help: words.dayHelp, maxLength: 10 })}
      {field('purpose', { label: words.purpose, help: words.purposeHelp, maxLength: 500, lines: true })}
      <FieldFrame id="contact-tell" label={words.tell} error={errorOf('tellAfterDays')} group>
        <ChipChoice
          id="contact-tell-choice"
          label={words.tell}
          options={TELL_AFTER.map((days) => ({ value: days, label: words.tellAt(Number(days)) }))}
          value={typed.tellAfterDays}
          onChange={type('tellAfterDays')}
        />
      </FieldFrame>
    </HandInForm>
  )
}

/** A place by the beginning of its name. */
function PlaceSearch({ chosen, error, onChoose }: { chosen: string; error: string | undefined; onChoose: (id: string) => void }) {
  const words = useCopy(contactsCopy)
  const pick = usePick()
  const [name, setName] = useState('')
  const [found, show] = useState<ContactPlaces['items'] | null>(null)
  const [trouble, say] = useState('')
  const find = async () => {
    say('')
    try {
      show((await findPlaces(name.trim())).items)
    } catch (cause) {
      say(pick(toApiError(cause)))
    }
  }
  return (
    <FieldFrame id="contact-placeId" label={words.place} error={trouble || error} group>
      <View className="l-stack-tight">
        <Field id="contact-place-name" label={words.placeName} help={words.placeHelp} value={name} onChange={setName} maxLength={40} />
        <Button id="find-place" kind="quiet" small disabled={name.trim().length < SHORTEST_NAME} disabledReason={words.placeHelp} onPress={() => void find()}>
          {words.find}
        </Button>
        {found?.length === 0 ? <View className="t-note">{words.noPlace}</View> : null}
        {found && found.length > 0 ? (
          <ChipChoice
            id="contact-place-choice"
            label={words.place}
            options={found.map((place) => ({ value: place.id, label: place.name }))}
            value={chosen || null}
            onChange={onChoose}
          />
        ) : null}
      </View>
    </FieldFrame>
  )
}
