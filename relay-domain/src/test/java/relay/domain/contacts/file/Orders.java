package relay.domain.contacts.file;

import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.csv.RawRecord;

/** Orders and rows of tests, by what {@link Contacts#SCHEMA} declares. */
public final class Orders {
  private Orders() {}

  /** With a comma between values. */
  public static ImportOrder order(String json) {
    ImportOrder order = ImportOrderJson.read(ControlJson.read(json), Contacts.SCHEMA);
    return order.separator().isPresent() ? order : order.separatedBy(',');
  }

  static RawRecord record(long line, String text) {
    return new RawRecord(line, 0, 1, line + 1, text, java.util.Optional.empty());
  }

  static RowReader reader(ImportOrder order, String header) {
    return new RowReader(
        Contacts.SCHEMA,
        order,
        ImportColumns.read(header, ',', order.mapping(), Contacts.SCHEMA),
        Contacts.NOON);
  }
}
