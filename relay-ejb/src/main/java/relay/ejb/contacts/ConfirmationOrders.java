package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.suppression.SuppressionSubject;

/**
 * Orders mails that ask contacts to confirm, within a transaction of the caller: none while one is
 * due already, and none above the bound for an address. For many or for one.
 */
final class ConfirmationOrders implements AutoCloseable {
  private final PreparedStatement insert;
  private final ConfirmationSettings settings;
  private final Instant now;

  ConfirmationOrders(Connection connection, ConfirmationSettings settings, Instant now)
      throws SQLException {
    this.settings = settings;
    this.now = now;
    this.insert =
        connection.prepareStatement(
            "insert into confirmation (tenant, contact, list, subject_hash, asked_at, due_at,"
                + " queue_id, problem) select c.tenant, c.id, cast(? as varchar(40)),"
                + " cast(? as varchar(64)), cast(? as timestamp(3) with time zone),"
                + " cast(? as timestamp(3) with time zone), '', '' from contact c"
                + " where c.subject = ? and c.tenant = ? and not exists (select 1 from"
                + " confirmation o where o.contact = c.id and o.list = ? and o.due_at is not null)"
                + " and (select count(*) from confirmation b where b.subject_hash = ?"
                + " and b.asked_at > ?) < ?");
  }

  /** False when it is not the time for another one. */
  boolean order(String tenant, SuppressionSubject subject, String list) throws SQLException {
    String hash = ConsentRows.hash(subject);
    insert.setString(1, list);
    insert.setString(2, hash);
    insert.setObject(3, ContactRows.at(now));
    insert.setObject(4, ContactRows.at(now));
    insert.setString(5, subject.text());
    insert.setString(6, tenant);
    insert.setString(7, list);
    insert.setString(8, hash);
    insert.setObject(9, ContactRows.at(now.minus(settings.window())));
    insert.setInt(10, settings.perAddress());
    return insert.executeUpdate() == 1;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
