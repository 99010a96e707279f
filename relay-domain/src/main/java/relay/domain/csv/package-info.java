/**
 * Files of comma-separated values (RFC 4180) and of lines, read record by record.
 *
 * <p>Invariant: memory does not grow with a file nor with a record in it, a faulty record spoils no
 * other, and a reader can go on at any record where one ended. Way in: {@link
 * relay.domain.csv.RecordReader}, {@link relay.domain.csv.CsvLine}.
 */
package relay.domain.csv;
