import { useCopy } from '@/platform/copy'
import { Fact } from '@/ui'
import { ContactForm } from '../../components/ContactForm'
import { HandInPage } from '../../components/HandInPage'
import { CONTACTS, type SignedContact } from '../../contacts'
import { contactsCopy } from '../../contacts-copy'

/** 流调查询: handed in by one operator with its document, handed over sealed once another has signed it; figures alone come back. */
export default function ContactsPage() {
  const words = useCopy(contactsCopy)
  return (
    <HandInPage
      kind={CONTACTS}
      words={words}
      goesOn={({ state }) => state === 'done'}
      note={({ place }) => place.name}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (query) => <ContactFacts query={query} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
      form={(ends) => <ContactForm {...ends} />}
    />
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
