package relay.ejb.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.file.ContactFileFormat;
import relay.domain.contacts.file.ImportColumns;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.ImportWork;
import relay.domain.control.InvalidField;
import relay.domain.csv.RawRecord;
import relay.domain.csv.RecordReader;

/** A file of contacts that is being read. For one thread. */
final class ImportFile implements ImportWork.Rows {
  private static final int MARK_OCTETS = 2;
  private final InputStream in;
  private final RecordReader records;
  private final ImportColumns columns;

  private ImportFile(InputStream in, RecordReader records, ImportColumns columns) {
    this.in = in;
    this.records = records;
    this.columns = columns;
  }

  /**
   * Whether a file can be one of contacts: the order with all that was left open.
   *
   * @throws InvalidField naming what is wrong
   */
  static ImportOrder check(
      ImportFolder folder, String name, ImportOrder order, ContactSchema schema, int rowOctetsMax)
      throws IOException {
    try (InputStream in = folder.open(name, 0)) {
      byte[] mark = in.readNBytes(MARK_OCTETS);
      if (mark.length == MARK_OCTETS && (mark[0] & mark[1] & 0xFE) == 0xFE) {
        throw new InvalidField("file", "is UTF-16; save it as UTF-8");
      }
    }
    if (order.format() == ContactFileFormat.JSONL) {
      return order;
    }
    RawRecord header = header(folder, name, rowOctetsMax);
    ImportOrder whole =
        order.separator().isPresent()
            ? order
            : order.separatedBy(ImportColumns.separatorOf(header.text()));
    columns(header, whole, schema);
    return whole;
  }

  /** Of the first record; quotes and all, whatever separates. */
  private static RawRecord header(ImportFolder folder, String name, int rowOctetsMax)
      throws IOException {
    try (InputStream in = folder.open(name, 0)) {
      RawRecord header =
          RecordReader.lines(in, rowOctetsMax, 0, 1)
              .next()
              .orElseThrow(() -> new InvalidField("file", "is empty"));
      if (header.fault().isPresent()) {
        throw new InvalidField("file", "its first line " + header.fault().get());
      }
      return header;
    }
  }

  private static ImportColumns columns(RawRecord header, ImportOrder order, ContactSchema schema) {
    return ImportColumns.read(
        header.text(), order.separator().orElse(','), order.mapping(), schema);
  }

  /**
   * Opens a file behind what is kept.
   *
   * @param position octets that were read; 0: none
   * @param line of the file there
   * @throws InvalidField when the columns are declared no more
   */
  static ImportFile open(
      ImportFolder folder, ImportRows.Row row, ContactSchema schema, int rowOctetsMax)
      throws IOException {
    ImportOrder order = row.job().order();
    long position = row.job().position();
    if (order.format() == ContactFileFormat.JSONL) {
      InputStream in = folder.open(row.file(), position);
      return new ImportFile(
          in,
          RecordReader.lines(in, rowOctetsMax, position, row.job().line()),
          new ImportColumns(List.of()));
    }
    RawRecord header = header(folder, row.file(), rowOctetsMax);
    boolean isBegun = position >= header.to();
    long from = isBegun ? position : header.to();
    long line = isBegun ? row.job().line() : header.nextLine();
    ImportColumns columns = columns(header, order, schema);
    InputStream in = folder.open(row.file(), from);
    return new ImportFile(
        in,
        RecordReader.values(in, order.separator().orElse(','), rowOctetsMax, from, line),
        columns);
  }

  ImportColumns columns() {
    return columns;
  }

  @Override
  public Optional<RawRecord> next() {
    try {
      return records.next();
    } catch (IOException e) {
      throw new UncheckedIOException("the file cannot be read on; check the data folder", e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the file cannot be closed", e);
    }
  }
}
