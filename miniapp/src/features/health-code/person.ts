import type { DeclarationForm, HealthPerson } from '@zsb/shared/health-code'
import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

/** For whom these pages are open: chosen on one of them, kept by all, and in no address (R19). */
const useChosen = create<{ personId: string | null }>(() => ({ personId: null }))
onSignOut(() => useChosen.setState({ personId: null }))

export const choosePerson = (personId: string): void => useChosen.setState({ personId })

/** The person chosen, else oneself. */
export function usePerson({ persons }: Pick<DeclarationForm, 'persons'>): HealthPerson | null {
  const chosen = useChosen(({ personId }) => personId)
  return persons.find(({ personId }) => personId === chosen) ?? persons[0] ?? null
}
