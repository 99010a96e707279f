package relay.ejb.contacts;

import java.time.Instant;
import java.util.List;
import relay.domain.automation.ContactSearch;
import relay.domain.contacts.ContactAttributeKind;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.ejb.database.Database;

/** Contacts of tenant acme, who have one list and two attributes, for tests of other packages. */
public final class ContactsOfTests {
  public static final ControlState STATE =
      ControlState.EMPTY.with(
          1,
          List.of(
              Contacts.NEWS,
              ContactAttributeKind.ATTRIBUTE.read(
                  new ControlKey("attribute", "acme", "vip"),
                  1,
                  ControlJson.read("{\"type\":\"boolean\"}")),
              ContactAttributeKind.ATTRIBUTE.read(
                  new ControlKey("attribute", "acme", "born"),
                  1,
                  ControlJson.read("{\"type\":\"date\"}"))),
          List.of());

  private ContactsOfTests() {}

  public static ContactDesk desk(Database database, Instant now) {
    return ContactDesks.in(database, () -> STATE, () -> now);
  }

  public static ContactSearch search(Database database, Instant now) {
    return new DatabaseContactSearch(database, () -> STATE, () -> now);
  }
}
