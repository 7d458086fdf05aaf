/** The style of a report on paper and on the screen; a tone of a chart is a class. */
export const reportStyle = `
:root { color-scheme: light; --ink: #16191d; --faint: #56606b; --rule: #d5dae0; --count: #2f6fae; }
body { max-width: 1080px; margin: 24px auto; padding: 0 20px; background: #fff; color: var(--ink);
  font: 14px/1.45 system-ui, "Segoe UI", sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; break-after: avoid; }
p { margin: 4px 0; } .faint { color: var(--faint); }
.notice { margin: 12px 0; padding: 8px 12px; border: 2px solid var(--ink); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; }
dt { color: var(--faint); } dd { margin: 0; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 14px 3px 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { color: var(--faint); font-weight: 500; }
thead { display: table-header-group; } tr { break-inside: avoid; }
figure { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 12px 0; break-inside: avoid; }
figcaption { flex: 0 0 100%; font-weight: 600; }
svg { flex: 1 1 360px; max-width: 520px; } text { fill: var(--faint); font-size: 12px; }
rect { fill: #9aa4af; stroke: #fff; }
rect.count, rect.rankingScore { fill: var(--count); } rect.suspected { fill: #c2410c; }
rect.doubtful { fill: #d9a514; } rect.outOfScope { fill: #d5dae0; } rect.failed { fill: #16191d; }
.films { display: grid; grid-template-columns: repeat(auto-fill, minmax(480px, 1fr)); gap: 16px; }
.film { border: 1px solid var(--rule); border-radius: 4px; padding: 10px; break-inside: avoid; }
.film h3 { font-size: 13px; margin: 0 0 6px; }
.pictures { display: flex; gap: 8px; } .pictures div { flex: 1; background: #000; text-align: center; }
.pictures img { display: block; width: 100%; height: 240px; object-fit: contain; }
@media print { body { margin: 0; max-width: none; } }
`;
