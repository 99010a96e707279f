package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentCondition;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentKind;
import relay.domain.contacts.SegmentReader;
import relay.domain.control.ControlSource;
import relay.ejb.database.Database;

/** Counts segments in the database, in one pass over the contacts of their tenant. */
final class DatabaseSegmentDesk implements SegmentDesk {
  private static final int SECONDS_MAX = 30;

  /** Ids that are looked at first for a sample, and how much more each further time. */
  private static final long REACH = 1_000;

  private static final int REACH_GROWTH = 16;
  private final Database database;
  private final ControlSource source;
  private final InstantSource clock;

  DatabaseSegmentDesk(Database database, ControlSource source, InstantSource clock) {
    this.database = database;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public Optional<Segment> find(String tenant, String id) {
    return source.state().find(SegmentKind.SEGMENT, tenant, id);
  }

  @Override
  public Found ask(Segment segment, int sample) {
    String tenant = segment.tenant();
    ContactSchema schema = ContactSchema.of(source.state(), tenant);
    SegmentCondition asked = new SegmentReader(schema).read(segment.condition());
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          var rows =
              new ContactRows(
                  tenant,
                  ContactSlots.read(connection, tenant, schema.attributes()),
                  schema.lists().keySet());
          Supplier<Condition> meant =
              () -> SegmentSql.and(Condition.ofTenant(tenant), asked, rows.columns(), now);
          Extent extent = extent(connection, meant.get());
          return new Found(extent.count(), last(connection, rows, meant, extent, sample));
        });
  }

  /** How many there are, and the highest id of them; 0 for nobody. */
  private record Extent(long count, long last) {}

  private static Extent extent(Connection connection, Condition condition) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*), coalesce(max(id), 0) from "
                + condition.from()
                + " where "
                + condition)) {
      select.setQueryTimeout(SECONDS_MAX);
      condition.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Extent(row.getLong(1), row.getLong(2));
      }
    }
  }

  /**
   * Those of the highest ids, looked for among ever more of these: H2 cannot read an index
   * backwards, so it would look at every contact once more, and sort all that are meant.
   */
  private static List<Contact> last(
      Connection connection, ContactRows rows, Supplier<Condition> meant, Extent extent, int sample)
      throws SQLException {
    long wanted = Math.min(sample, extent.count());
    List<Contact> found = List.of();
    for (long reach = REACH; found.size() < wanted; reach *= REACH_GROWTH) {
      long from = Math.max(0, extent.last() - reach);
      Condition near = meant.get().and("contact.id > ?", from);
      found =
          rows.rows(connection, near, " order by id desc limit " + sample).stream()
              .map(ContactRows.Row::contact)
              .toList();
      if (from == 0) {
        return found;
      }
    }
    return found;
  }
}
