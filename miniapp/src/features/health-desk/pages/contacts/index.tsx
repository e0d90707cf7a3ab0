import { View } from '@tarojs/components'
import { useState } from 'react'
import { SecondPersonPage } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Fact } from '@/ui'
import { ContactForm } from '../../components/ContactForm'
import { CONTACTS, CONTACTS_BASE, type SignedContact } from '../../contacts'
import { contactsCopy } from '../../contacts-copy'

/** 流调查询: handed in by one operator with its document, handed over sealed once another has signed it; figures alone come back. */
export default function ContactsPage() {
  const words = useCopy(contactsCopy)
  const [stage, go] = useState<'list' | 'form' | 'sent'>('list')
  const sent = () => {
    go('sent')
    void refreshResources(CONTACTS_BASE)
  }
  return (
    <SecondPersonPage
      kind={CONTACTS}
      words={words}
      title={words.title}
      area="home"
      back
      goesOn={({ state }) => state === 'done'}
      note={({ place }) => place.name}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (query) => <ContactFacts query={query} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
    >
      {stage === 'sent' ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {stage === 'form' ? (
        <ContactForm onSent={sent} onLeave={() => go('list')} />
      ) : (
        <View className="z-narrow">
          <Button id="begin-contact" kind="quiet" icon="plus" small onPress={() => go('form')}>
            {words.begin}
          </Button>
        </View>
      )}
    </SecondPersonPage>
  )
}

function ContactFacts({ query: { place, fromDay, toDay, purpose, tellAfterDays, visits, persons } }: { query: SignedContact }) {
  const words = useCopy(contactsCopy)
  return (
    <>
      <Fact name={words.place}>{place.name}</Fact>
      <Fact name={words.fromDay}>{words.days({ from: fromDay, to: toDay })}</Fact>
      <Fact name={words.purpose}>{purpose}</Fact>
      <Fact name={words.tell}>{words.tellAt(tellAfterDays)}</Fact>
      {visits === null || persons === null ? null : <Fact name={words.result}>{words.handed({ visits, persons })}</Fact>}
    </>
  )
}
