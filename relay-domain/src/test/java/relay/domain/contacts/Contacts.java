package relay.domain.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.mail.Mailbox;

/** What tenants of tests have declared, and consents in one line. */
public final class Contacts {
  public static final Instant NOON = InMemoryContactDesk.NOON;
  public static final ContactList NEWS = ContactList.of("acme", "news", 1, "News", false);
  public static final ContactList WEEKLY = ContactList.of("acme", "weekly", 1, "", true);

  /** Public, and the relay asks to confirm it. */
  public static final ContactList ASKING =
      new ContactList(
          "acme",
          "offers",
          2,
          "Offers & more",
          "One mail a month",
          true,
          true,
          Optional.of(
              new ListConfirmation(Mailbox.parse("Acme <news@acme.example>"), Optional.empty())));

  /** One attribute of each type, one list of each sort. */
  public static final ContactSchema SCHEMA =
      new ContactSchema(
          Map.of(
              "name", AttributeType.TEXT,
              "age", AttributeType.NUMBER,
              "born", AttributeType.DATE,
              "vip", AttributeType.BOOLEAN,
              "tags", AttributeType.LIST),
          Map.of("news", NEWS, "weekly", WEEKLY));

  private Contacts() {}

  public static Consent consent(ContactList list, ConsentState state, ConsentSource source) {
    return new Consent(list.id(), state, source, NOON, Optional.of("192.0.2.7"), "", "");
  }

  /** The contact that a document of this schema says. */
  public static ContactFields fields(String json) {
    return new ContactReader(SCHEMA).read(ControlJson.read(json));
  }
}
