package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
          Condition condition =
              SegmentSql.and(Condition.ofTenant(tenant), asked, rows.columns(), now);
          long count = count(connection, condition);
          return new Found(
              count,
              rows.rows(connection, condition, " order by id desc limit " + sample).stream()
                  .map(ContactRows.Row::contact)
                  .toList());
        });
  }

  private static long count(Connection connection, Condition condition) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from " + condition.from() + " where " + condition)) {
      select.setQueryTimeout(SECONDS_MAX);
      condition.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
