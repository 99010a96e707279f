package relay.ejb.contacts;

import java.time.InstantSource;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.SegmentDesk;
import relay.domain.control.ControlSource;
import relay.ejb.database.Database;

/** Contacts in a database, for tests of what uses them. */
public final class ContactDesks {
  private ContactDesks() {}

  public static ContactDesk in(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseContactDesk(database, source, clock);
  }

  public static SegmentDesk segments(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseSegmentDesk(database, source, clock);
  }
}
