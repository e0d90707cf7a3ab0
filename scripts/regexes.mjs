// R26: no regular expression of ours repeats what repeats. `(a+)+` takes a text of forty characters longer than a day.
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'
import ts from 'typescript'

/** The first part of a pattern that repeats without a bound and stands inside another such part, or null. */
export function findNestedQuantifier(pattern, flags = '') {
  const ast = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: flags.includes('u'), unicodeSets: flags.includes('v') })
  const open = []
  let found = null
  visitRegExpAST(ast, {
    onQuantifierEnter: (node) => {
      if (node.max !== Infinity) return
      if (open.length > 0) found ??= node.raw
      open.push(node)
    },
    onQuantifierLeave: (node) => {
      if (open.at(-1) === node) open.pop()
    },
  })
  return found
}

/** Every regular expression that a source file writes out, literal or `new RegExp('…')`, with its line. */
export function regexesOf(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : undefined)
  const found = []
  const add = (node, pattern, flags) => found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, pattern, flags })
  const walk = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      add(node, node.text.slice(1, end), node.text.slice(end + 1))
    }
    const made = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp' ? (node.arguments ?? []) : []
    if (made[0] && ts.isStringLiteralLike(made[0])) add(node, made[0].text, made[1] && ts.isStringLiteralLike(made[1]) ? made[1].text : '')
    ts.forEachChild(node, walk)
  }
  walk(file)
  return found
}
