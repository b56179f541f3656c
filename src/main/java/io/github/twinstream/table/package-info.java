/**
 * Rows and typed columns: reading CSV, joins, provenance. Entry types: {@link
 * io.github.twinstream.table.DataTable}, an immutable value around a Tablesaw table, and {@code
 * CsvReader}. Invariant: no method changes a table that it was given.
 */
package io.github.twinstream.table;
