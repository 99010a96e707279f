package relay.domain.automation;

import jakarta.json.JsonObject;
import java.util.Set;
import java.util.function.UnaryOperator;
import relay.domain.audit.Actor;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.SegmentReader;

/** Contacts as walks ask and change them. Thread-safe. */
public final class ContactGround implements StepWalk.Ground {
  private final ContactDesk contacts;
  private final ContactSearch search;
  private final Actor relay;

  /**
   * @param relay whose changes they are
   */
  public ContactGround(ContactDesk contacts, ContactSearch search, Actor relay) {
    this.contacts = contacts;
    this.search = search;
    this.relay = relay;
  }

  @Override
  public boolean holds(String tenant, String contact, JsonObject condition) {
    ContactSchema schema = contacts.schema(tenant);
    return search.holds(tenant, contact, new SegmentReader(schema).read(condition));
  }

  @Override
  public void change(String tenant, String contact, Step.Action step) {
    ContactSchema schema = contacts.schema(tenant);
    UnaryOperator<ContactFields> change =
        step instanceof Step.Set set
            ? before -> ContactValues.after(schema, set, before)
            : before -> ContactValues.after(schema, (Step.Tag) step, before);
    contacts.change(tenant, contact, Set.of(), change, relay);
  }
}
