import type { ReactNode } from "react";

import classes from "./Page.module.css";

/** A screen of text and panels: a title, what it is for, what can be done. */
export function Page({ title, lead, actions, width, children }: { title: string; lead?: string; actions?: ReactNode; width?: number; children: ReactNode }) {
  return (
    <div className={classes.page} style={width ? ({ "--width": `${width}px` } as React.CSSProperties) : undefined}>
      <div className={classes.head}>
        <h1>{title}</h1>
        {actions}
      </div>
      {lead && <p className={classes.lead}>{lead}</p>}
      {children}
    </div>
  );
}

export function Panel({ title, flush = false, children }: { title?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className={flush ? `${classes.panel} ${classes.flush}` : classes.panel}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** A plain table that scrolls sideways where it must. */
export function Table({ head, label, children }: { head: { title: string; right?: boolean }[]; label: string; children: ReactNode }) {
  return (
    <div className={classes.tableWrap}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {head.map((column, index) => (
              <th key={index} scope="col" className={column.right ? classes.right : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
