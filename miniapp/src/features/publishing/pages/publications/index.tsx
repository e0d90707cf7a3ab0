import { PublicationPage, PublicationView } from '@zsb/shared/content'
import { SecondPersonPage, type SecondPersonKind } from '@/features/staff'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { parserOf } from '@/platform/parser'
import { Banner, Fact } from '@/ui'
import { CONTENT_BASE } from '../../api'
import { Differences } from '../../components/ReportView'
import { publicationsCopy, publishingCopy } from '../../copy'
import '../../publishing.scss'

const PUBLICATIONS: SecondPersonKind<PublicationView> = {
  name: 'publication',
  icon: 'file-text',
  base: `${CONTENT_BASE}/publications`,
  changes: CONTENT_BASE,
  page: parserOf(PublicationPage),
  view: parserOf(PublicationView),
  tones: { pending: 'warn', done: 'good', refused: 'plain', expired: 'plain' },
}

/** 发布记录: what was handed in, and its second person. */
export default function PublicationsPage() {
  const words = useCopy(publicationsCopy)
  const { kinds } = useCopy(publishingCopy)
  const pick = usePick()
  const nameOf = ({ name, code }: PublicationView) => (name ? pick(name) : code)
  return (
    <SecondPersonPage
      kind={PUBLICATIONS}
      words={words}
      title={words.title}
      area="content"
      note={({ kind }) => kinds[kind]}
      shown={{
        heading: (publication) => words.heading({ move: words.moves[publication.move], name: nameOf(publication), version: publication.version }),
        facts: (publication) => <PublicationFacts publication={publication} />,
        below: ({ report, waitsForThird }) => (
          <>
            {waitsForThird ? <Banner tone="warn">{words.third}</Banner> : null}
            <Differences report={report} />
          </>
        ),
        ask: (publication) => ({
          title: words.approveAsk({ move: words.moves[publication.move], name: nameOf(publication) }),
          why: words.approveWhy[publication.move],
        }),
      }}
    />
  )
}

function PublicationFacts({ publication: { kind, code, move, effectiveFrom, reason } }: { publication: PublicationView }) {
  const words = useCopy(publicationsCopy)
  const content = useCopy(publishingCopy)
  const language = useSpokenLanguage()
  return (
    <>
      <Fact name={content.kind}>{content.kinds[kind]}</Fact>
      <Fact name={content.code}>{code}</Fact>
      {move === 'publish' ? <Fact name={words.effective}>{effectiveFrom === null ? words.atOnce : formatDay(effectiveFrom, language)}</Fact> : null}
      <Fact name={content.reason}>{reason}</Fact>
    </>
  )
}
