import type { ApplicationView } from '@zsb/shared/application'
import { fetchApplication, startApplication } from './api'
import { useOpenedDraft, type Opened } from './useOpenedDraft'

const begin = (item: string, keyOf: (...about: unknown[]) => string) => startApplication({ item, key: keyOf(item) })

/** The draft behind an address: of this `id`, or of this `item`, begun where there is none. */
export const useOpened = ({ item, id }: { item?: string; id?: string }): Opened<ApplicationView> =>
  useOpenedDraft({ id, of: item, fetch: fetchApplication, begin })
