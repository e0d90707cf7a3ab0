// Taro's base.axml: which attribute of a part the template fills from which short name of the data (`aria-label="{{i.p5}}"`).
const { readFileSync } = require('node:fs')
const path = require('node:path')

const TEMPLATE = /<template name="(tmpl_\d+_[^"]+)">\s*([\s\S]*?)<\/template>\s*(?=<template name|<wxs|<import|$)/g
const BINDING = /([\w-]+)="\{\{(?:xs\.b\()?i\.(\w+)[^}]*\}\}"/g
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())

/** @returns {(part: { nn: string, focus?: boolean }) => { tag: string, names: [attribute: string, short: string][] } | null} null: no template */
exports.readTemplates = (dist) => {
  const templates = new Map()
  for (const [, name, body] of readFileSync(path.join(dist, 'base.axml'), 'utf8').matchAll(TEMPLATE)) {
    const open = /^<([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/.exec(body)
    if (open) templates.set(name, { tag: open[1], names: [...open[2].matchAll(BINDING)].map(([, attribute, short]) => [camel(attribute), short]) })
  }
  const [first] = templates.keys()
  if (!first) throw new Error('base.axml holds no template')
  return ({ nn, focus }) => {
    const own = templates.get(`tmpl_0_${nn}`)
    return own && own.tag !== 'template' ? own : (templates.get(`tmpl_0_${nn}_${focus === undefined ? 'blur' : 'focus'}`) ?? null)
  }
}
