import { View } from '@tarojs/components'
import type { ContentEntry, ContentKind } from '@zsb/shared/content'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { ListAndPane, StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Button, ChipChoice, EmptyState, List, ListRow, NotYet, StatusChip } from '@/ui'
import { CONTENT_BASE, entriesPath, entriesSchema } from '../../api'
import { EntryPane } from '../../components/EntryPane'
import { VersionForm } from '../../components/VersionForm'
import { KIND_ORDER, publishingCopy } from '../../copy'
import '../../publishing.scss'

/** What is open beside the list: a code, the form of a new version, or that one was sent. */
type Open = { pane: 'entry'; code: string } | { pane: 'form'; code: string | null; begin: string } | { pane: 'sent' }

/** 内容发布: what is in force of a kind, its versions, and a new one. */
export default function ContentPage() {
  const words = useCopy(publishingCopy)
  const [kind, setKind] = useState<ContentKind>('serviceItem')
  const [open, setOpen] = useState<Open | null>(null)
  const list = useResource(entriesPath(kind), { schema: entriesSchema })
  const choose = (next: string) => {
    setKind(KIND_ORDER.find((each) => each === next) ?? 'serviceItem')
    setOpen(null)
  }
  return (
    <StaffPage title={words.title} area="content" onReconnect={() => void list.reload()}>
      <ChipChoice
        id="content-kind"
        label={words.kind}
        options={KIND_ORDER.map((each) => ({ value: each, label: words.kinds[each] }))}
        value={kind}
        onChange={choose}
      />
      <View className="l-pair z-narrow">
        <Button id="add-content" kind="quiet" icon="plus" small onPress={() => setOpen({ pane: 'form', code: null, begin: '' })}>
          {words.addNew}
        </Button>
        <Button id="see-publications" kind="quiet" icon="list-checks" small onPress={() => goTo(ENTRANCES.publications)}>
          {words.records}
        </Button>
      </View>
      {list.data ? <Entries kind={kind} entries={list.data.items} open={open} onOpen={setOpen} /> : <NotYet of={list} rows={6} />}
    </StaffPage>
  )
}

interface Props {
  kind: ContentKind
  entries: readonly ContentEntry[]
  open: Open | null
  onOpen: (open: Open | null) => void
}

function Entries({ kind, entries, open, onOpen }: Props) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  useRowKeys('content')
  const versionInForce = ({ versions }: ContentEntry) => {
    const current = versions.find(({ state }) => state === 'inForce')
    return current ? words.nth(current.version) : words.none
  }
  const chosen = open?.pane === 'entry' ? entries.find(({ code }) => code === open.code) : undefined
  const sent = () => {
    onOpen({ pane: 'sent' })
    void refreshResources(CONTENT_BASE)
  }
  const pane = chosen ? (
    <EntryPane key={chosen.code} entry={chosen} onEdit={(begin) => onOpen({ pane: 'form', code: chosen.code, begin })} onSent={sent} />
  ) : open?.pane === 'form' ? (
    <VersionForm key={`${kind}.${open.code}`} kind={kind} code={open.code} begin={open.begin} onSent={sent} />
  ) : open?.pane === 'sent' ? (
    <EmptyState icon="users-round" title={words.sent} sentence={words.sentWhy}>
      <Button id="open-publications" onPress={() => goTo(ENTRANCES.publications)}>
        {words.seeRecords}
      </Button>
      <Button id="content-another" kind="quiet" onPress={() => onOpen(null)}>
        {words.another}
      </Button>
    </EmptyState>
  ) : null
  return (
    <ListAndPane
      list={
        entries.length === 0 ? (
          <EmptyState icon="file-text" title={words.empty} sentence={words.emptyWhy} />
        ) : (
          <List label={words.list}>
            {entries.map((entry, i) => (
              <ListRow
                key={entry.code}
                id={`content-${i + 1}`}
                icon="file-text"
                title={entry.name ? pick(entry.name) : entry.code}
                note={entry.name ? entry.code : undefined}
                trailing={<StatusChip tone="plain" word={versionInForce(entry)} />}
                onPress={() => onOpen({ pane: 'entry', code: entry.code })}
                current={chosen?.code === entry.code}
              />
            ))}
          </List>
        )
      }
      pane={pane}
      nothing={<EmptyState icon="file-text" title={words.chooseOne} sentence={words.chooseOneWhy} />}
      keys={words.keys}
      back={words.backToList}
      onBack={() => onOpen(null)}
    />
  )
}
