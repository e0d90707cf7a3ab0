import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { Button, Field } from '@/ui'
import { catalogueCopy } from '../copy'

/** What one needs, in one's own words; the list follows when it is sent, not with every letter. */
export function SearchField({ words: sent, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const words = useCopy(catalogueCopy)
  const [typed, setTyped] = useState(sent)
  const [known, setKnown] = useState(sent)
  // Somebody else has cleared it.
  if (known !== sent) {
    setKnown(sent)
    setTyped(sent)
  }
  const send = () => onSearch(typed.trim())
  return (
    <Field
      id="catalogue-q"
      label={words.search}
      help={words.searchHelp}
      value={typed}
      onChange={setTyped}
      onSubmit={send}
      maxLength={60}
      trailing={
        <Button id="catalogue-find" kind="quiet" icon="search" narrow onPress={send}>
          {words.find}
        </Button>
      }
    />
  )
}
