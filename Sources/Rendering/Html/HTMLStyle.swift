/// How a page looks: on a screen, on a telephone, on paper.
enum HTMLStyle {
  static let sheet = """
    :root { color-scheme: light; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: #f3f4f6; color: #1a1a1a; font: 17px/1.9 "Noto Serif CJK SC", \
    "Source Han Serif SC", "Songti SC", SimSun, serif; }
    article { max-width: 60em; margin: 2em auto; padding: 3em 4em; background: #fff; \
    border-top: 4px solid #9c1f1f; }
    h1 { margin: 0 0 .3em; text-align: center; font-size: 1.75em; line-height: 1.45; \
    text-wrap: balance; }
    h2, h3, caption, th, figcaption, nav { font-family: "Noto Sans CJK SC", "Source Han Sans SC", \
    "PingFang SC", "Microsoft YaHei", SimHei, sans-serif; }
    h2 { margin: 2em 0 .6em; padding-left: .6em; border-left: 4px solid #9c1f1f; font-size: 1.25em; \
    line-height: 1.4; }
    h3 { margin: 1.4em 0 .3em; font-size: 1.05em; }
    p { margin: .4em 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
    p.mark { margin: .4em 0 1em; text-align: center; text-indent: 0; color: #9c0006; \
    font-weight: bold; }
    p.signature { text-align: right; text-indent: 0; }
    nav { margin: 1.2em 0; padding: .8em 1.2em; background: #f7f4f1; font-size: .92em; }
    nav ol { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 2em; }
    nav li { break-inside: avoid; }
    a { color: #7a1515; }
    a:focus, .table:focus { outline: 3px solid #1f5fa8; outline-offset: 2px; }
    .table { margin: 1em 0; overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: .84em; line-height: 1.5; }
    caption { padding: .4em 0; text-align: left; font-weight: bold; }
    caption .said { position: absolute; width: 1px; height: 1px; overflow: hidden; \
    clip-path: inset(50%); white-space: nowrap; }
    caption:has(.said:only-child) { padding: 0; }
    caption .note { display: block; font-weight: normal; color: #444; }
    th, td { padding: .32em .5em; border: 1px solid #8a8a8a; text-align: center; }
    th { background: #f7f4f1; font-weight: normal; }
    thead th, th[scope=col], th[scope=colgroup] { background: #ece6e0; font-weight: bold; }
    th[scope=row], th[scope=rowgroup] { text-align: left; }
    td.figure { font-variant-numeric: tabular-nums; white-space: nowrap; }
    figure { max-width: 25em; margin: 1.4em auto; }
    figcaption { font-weight: bold; font-size: .92em; }
    svg { display: block; width: 100%; height: auto; font: 13px "Noto Sans CJK SC", \
    "PingFang SC", "Microsoft YaHei", SimHei, sans-serif; fill: #1a1a1a; }
    .series-0 { fill: #1f4e79; } .series-1 { fill: #c98a4b; } .series-2 { fill: #7f7f7f; }
    @media (max-width: 40em) {
      body { background: #fff; font-size: 16px; }
      article { margin: 0; padding: 1.2em 1em 2em; }
      h1 { font-size: 1.4em; }
      nav ol { columns: 1; }
      .wide table { min-width: 46em; }
      .wide tbody th[scope=row]:first-child { position: sticky; left: 0; }
    }
    @media print {
      @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
      body { background: #fff; font-size: 12pt; line-height: 1.7; }
      article { max-width: none; margin: 0; padding: 0; border: 0; }
      nav { display: none; }
      h2, h3, caption, figcaption { break-after: avoid; }
      figure, tr { break-inside: avoid; }
      .table { overflow: visible; }
      table { font-size: 8.5pt; }
      thead { display: table-header-group; }
      th, thead th { background: none; }
      th, td { padding: .2em .25em; }
    }

    """
}
