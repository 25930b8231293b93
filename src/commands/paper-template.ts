/** The files of a minimal paper to start from, by their paths in the content folder. */
export const newPaper: Readonly<Record<string, string>> = {
  'paper.yaml': `# What is known about the paper. Leave out what is not known; invent nothing.
title:
  zh: 论文题名
  en: Title of the Paper
# The language that the author wrote in: zh or en.
original: zh
# The address that the site will have, without a path.
site: https://example.org
# Where the text comes from.
source:
  zh: 中文全文录自……
  en: The Chinese text is taken from …
# Who made the translation: by is author or project. A section's number may stand beside default.
translations:
  default:
    by: project
    zh: 英文为……所译。
    en: The English is a translation by …
# If they are known:
# authors:
#   - { zh: 王小明, en: "Wang, Xiaoming" }
# journal: { zh: 刊名, en: Name of the Journal }
# year: 2026
# doi: 10.1234/abcd
`,
  'terms.yaml': `# The paper's terms in both languages; aliases are other wordings that mean the same.
- zh: 对读
  en: parallel reading
  aliases: [read in parallel]
`,
  'zh/abstract.md': `# 摘要

每行一句，两种语言的同一行就是同一句。
空行结束一个段落。
`,
  'en/abstract.md': `# Abstract

A line is a sentence, and the same line of both languages is the same sentence.
A blank line ends a paragraph.
`,
  'zh/1.md': `# 引言

对读时，原文与译文逐句并列。
`,
  'en/1.md': `# Introduction

In parallel reading, text and translation stand side by side, sentence by sentence.
`,
};
