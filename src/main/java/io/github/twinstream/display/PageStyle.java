package io.github.twinstream.display;

/** The style sheet inside every {@link HtmlPage}. */
final class PageStyle {
  static final String CSS =
      """
      :root {
        --ink: #1f2328; --quiet: #59636e; --paper: #ffffff; --panel: #f6f8fa;
        --line: #d8dee4; --accent: #0072b2;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --ink: #e6e9ed; --quiet: #9aa4af; --paper: #14171b; --panel: #1d2127;
          --line: #343a42; --accent: #56b4e9;
        }
      }
      * { box-sizing: border-box; }
      html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
      body {
        margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 60rem;
        color: var(--ink); background: var(--paper);
        font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
      }
      h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; }
      h2 {
        margin: 3rem 0 0.75rem; padding-top: 1rem; border-top: 1px solid var(--line);
        font-size: 1.35rem; line-height: 1.3;
      }
      p { max-width: 44rem; margin: 0.6rem 0; }
      .subtitle { margin-top: 0.4rem; color: var(--quiet); font-size: 1.05rem; }
      a { color: var(--accent); }
      nav { margin-top: 1.75rem; padding: 0.8rem 1.2rem; border-radius: 8px; background: var(--panel); }
      nav ol { margin: 0; padding-left: 1.3rem; columns: 14rem; }
      nav a { text-decoration: none; }
      nav a:hover { text-decoration: underline; }
      .figures {
        display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: 0.75rem; margin: 1.25rem 0;
      }
      .figures div { padding: 0.7rem 0.9rem; border-radius: 8px; background: var(--panel); }
      .figures dt { color: var(--quiet); font-size: 0.85rem; }
      .figures dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
      .result { margin: 1.1rem 0; overflow-x: auto; }
      .result p { color: var(--quiet); font-size: 0.92rem; }
      table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
      caption { padding-bottom: 0.5rem; text-align: left; font-weight: 600; }
      th, td { padding: 0.4rem 0.9rem; border-bottom: 1px solid var(--line); text-align: left; }
      th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
      tbody tr:hover { background: var(--panel); }
      pre {
        padding: 0.9rem; overflow-x: auto; border-radius: 8px; background: var(--panel);
        font-size: 0.88rem;
      }
      img { display: block; max-width: 100%; height: auto; }
      img.twinstream-chart { border-radius: 8px; background: #ffffff; border: 1px solid var(--line); }
      footer {
        margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
        color: var(--quiet); font-size: 0.85rem;
      }
      @media print {
        :root {
          --ink: #000000; --quiet: #444444; --paper: #ffffff; --panel: #f3f3f3;
          --line: #bbbbbb; --accent: #000000;
        }
        body { max-width: none; padding: 0; font-size: 10pt; }
        nav { display: none; }
        h2 { break-after: avoid; }
        .result, .figures, tr, img { break-inside: avoid; }
      }
      """;

  private PageStyle() {}
}
