// Reading a rendered tree: { text } or { tag, attributes, children }.

/** @returns {{ tag: string, attributes: Record<string, any>, children: any[] } | null} */
export function findById(nodes, id) {
  return find(nodes, ({ attributes }) => attributes.id === id)
}

export function find(nodes, wanted) {
  for (const node of nodes) {
    if (node.text !== undefined) continue
    if (wanted(node)) return node
    const found = find(node.children, wanted)
    if (found) return found
  }
  return null
}

/** All the words below, as a person reads them. */
export const allText = (nodes) => nodes.map((node) => node.text ?? allText(node.children)).join('')
export const textOf = (node) => allText([node])
