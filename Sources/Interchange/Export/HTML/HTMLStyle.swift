/// How a page looks: in light, in dark and on paper.
///
/// The colours have a contrast of 4.5 to 1 and more against their ground (WCAG 2.2, 1.4.3).
enum HTMLStyle {
  static let text = """
    :root {
      color-scheme: light dark;
      --ground: #fdfcf9; --text: #23211d; --quiet: #66615a; --line: #e2ddd3; --panel: #f5f2ea;
      --accent: #9a3412; --mark: #c9a227; --failure: #b42318;
      --keyword: #7b2d8b; --number: #0b5d72; --string: #3d6b1f; --command: #1d4f91;
      --function: #1d4f91; --module: #7a5200; --comment: #6b655c;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #191b1f; --text: #e4e0d8; --quiet: #a29c92; --line: #35373d; --panel: #22252a;
        --accent: #f0a37b; --mark: #c9a227; --failure: #ff9a8d;
        --keyword: #d7a1e6; --number: #7fcde0; --string: #a9d08a; --command: #8fbcf5;
        --function: #8fbcf5; --module: #dcb66b; --comment: #9a948a;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 106.25%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body {
      margin: 0 auto; padding: 3rem 1.25rem 4rem; max-width: 46rem;
      background: var(--ground); color: var(--text);
      font-family: Charter, "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif",
        "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "DejaVu Serif", Georgia, serif;
      line-height: 1.6; overflow-wrap: break-word;
    }
    body:lang(ja) { line-height: 1.8; line-break: strict; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 2.1rem; font-weight: 600; margin: 0 0 1.5rem; letter-spacing: -0.01em; }
    h2 { font-size: 1.4rem; font-weight: 600; margin: 3rem 0 0.75rem; }
    h3 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
    a { color: var(--accent); text-underline-offset: 0.15em; }
    nav { border-block: 1px solid var(--line); padding: 0.9rem 0; font-size: 0.94rem; }
    nav ol { margin: 0; padding-left: 1.6rem; columns: 18rem auto; column-gap: 2.5rem; }
    nav li { break-inside: avoid; padding: 0.1rem 0; }
    nav li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
    nav a { color: inherit; text-decoration-color: var(--line); }
    nav a:hover { text-decoration-color: currentColor; }
    .prose > :first-child { margin-top: 0; }
    .prose p { margin: 0.9rem 0; }
    .prose { margin: 1.4rem 0 0.9rem; }
    h2 + .prose { margin-top: 0; }
    code, pre, .formulas {
      font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
        "Noto Sans Mono CJK JP", monospace;
      font-size: 0.86rem; line-height: 1.55; font-variant-ligatures: none; tab-size: 4;
    }
    :not(pre) > code { background: var(--panel); border-radius: 3px; padding: 0.1em 0.3em; }
    .entry { margin: 0.9rem 0; }
    pre, .formulas { margin: 0; overflow-x: auto; }
    .prose pre, .input {
      background: var(--panel); border-radius: 5px; padding: 0.65rem 0.9rem;
    }
    .output, .error { border-left: 3px solid var(--line); padding: 0.3rem 0 0.3rem 0.9rem; }
    .output, .error { margin: 0.45rem 0 0; }
    .error { border-color: var(--failure); color: var(--failure); white-space: pre-wrap; }
    .listing { overflow-x: auto; font-size: 0.86rem; }
    .listing p { margin: 0.2rem 0; color: var(--quiet); }
    .listing table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    .listing th, .listing td {
      text-align: left; padding: 0.15rem 1.1rem 0.15rem 0; white-space: nowrap;
      border-bottom: 1px solid var(--line);
    }
    .listing th { font-weight: 600; color: var(--quiet); }
    .listing .right { text-align: right; }
    .formulas > div { white-space: pre; min-height: 1.55em; padding: 0.12rem 0; }
    math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", math; }
    .formulas math { font-size: 1.15rem; }
    figure { margin: 0; }
    figure svg { max-width: 100%; height: auto; }
    details > summary { cursor: pointer; color: var(--quiet); font-size: 0.9rem; }
    details[open] > summary { margin-bottom: 0.4rem; }
    math[display="block"] { margin: 1rem 0; }
    mtd { text-align: left; padding: 0.1em 0.8em 0.1em 0; }
    .prose table {
      border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto;
      font-variant-numeric: tabular-nums;
    }
    .prose th, .prose td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.8rem 0.3rem 0; }
    .prose th { text-align: left; font-weight: 600; }
    .prose [align="right"] { text-align: right; }
    .prose [align="center"] { text-align: center; }
    blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--mark); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
    .keyword { color: var(--keyword); }
    .number { color: var(--number); }
    .string { color: var(--string); }
    .comment { color: var(--comment); font-style: italic; }
    .command { color: var(--command); font-weight: 600; }
    .function { color: var(--function); }
    .module { color: var(--module); }
    .mistake { color: var(--failure); text-decoration: underline wavy; }
    footer {
      margin-top: 4rem; padding-top: 0.8rem; border-top: 1px solid var(--line);
      color: var(--quiet); font-size: 0.82rem;
    }
    @media print {
      :root {
        --ground: #fff; --text: #000; --quiet: #444; --line: #bbb; --panel: #f4f4f4;
        --accent: #000; --failure: #8f1d14;
        --keyword: #5d1f6a; --number: #08475a; --string: #2d5217; --command: #143a6d;
        --function: #143a6d; --module: #5c3d00; --comment: #555;
      }
      @page { margin: 2.2cm 2cm; }
      html { font-size: 10.5pt; }
      body { max-width: none; padding: 0; }
      h1, h2, h3 { break-after: avoid; }
      .entry, figure, table, tr { break-inside: avoid; }
      .entry.long { break-inside: auto; }
      .prose { break-after: avoid-page; }
      p { orphans: 3; widows: 3; }
      pre, .formulas > div { white-space: pre-wrap; }
      a { text-decoration: none; }
    }
    """
}
