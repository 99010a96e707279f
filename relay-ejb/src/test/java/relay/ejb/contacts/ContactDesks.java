package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import relay.domain.consent.Confirmations;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.SegmentDesk;
import relay.domain.control.ControlSource;
import relay.domain.tracking.LinkName;
import relay.ejb.database.Database;

/** Contacts in a database, for tests of what uses them. */
public final class ContactDesks {
  /** At most two mails an hour to an address. */
  public static final ConfirmationSettings CONFIRMATIONS =
      new ConfirmationSettings(Duration.ofDays(7), 2, Duration.ofHours(1), 600);

  private ContactDesks() {}

  public static ContactDesk in(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseContactDesk(database, source, () -> CONFIRMATIONS, clock);
  }

  public static Confirmations confirmations(Database database, InstantSource clock) {
    return new DatabaseConfirmations(database, () -> CONFIRMATIONS, clock);
  }

  public static SegmentDesk segments(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseSegmentDesk(database, source, clock);
  }

  /**
   * Every contact was sent something in the last 60 days; one of three has opened, one of ten
   * clicked, one of twenty this link; how many clicked it.
   */
  public static int behaved(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into contact_behaviour (contact_id, sent_at, delivered_at, first_delivered_at,"
              + " opened_at, clicked_at, mails_since, mails_before, points) select id, "
              + ago("mod(id, 60)")
              + ", "
              + ago("mod(id, 60)")
              + ", "
              + ago("200")
              + ", case when mod(id, 3) = 0 then "
              + ago("mod(id, 300)")
              + " end, case when mod(id, 10) = 0 then "
              + ago("mod(id, 300)")
              + " end, 3, 0, mod(id, 2000) from contact");
      return statement.executeUpdate(
          "insert into contact_click (contact_id, link_id, clicked_at) select id, '"
              + LinkName.hash("https://a.example/tea")
              + "', "
              + ago("mod(id, 300)")
              + " from contact where mod(id, 20) = 0");
    }
  }

  private static String ago(String days) {
    return "current_timestamp - interval '1' day * " + days;
  }
}
