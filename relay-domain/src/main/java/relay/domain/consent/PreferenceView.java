package relay.domain.consent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSchema;

/**
 * What the preference page shows; says nothing of who it is.
 *
 * @param lists the public ones of the tenant, in the order of their titles
 * @param isHeldBack whether mail of lists that are on is held back all the same, because the person
 *     once unsubscribed from a stream
 */
public record PreferenceView(List<Item> lists, ContactFrequency frequency, boolean isHeldBack) {

  /**
   * A list on the page.
   *
   * @param isOn whether the person gets it
   * @param isWaiting whether it waits for a confirmation; turning it on here is one
   */
  public record Item(ContactList list, boolean isOn, boolean isWaiting) {}

  static PreferenceView of(
      ContactSchema schema, Contact contact, Predicate<Set<String>> isAnyLeft) {
    List<Item> lists =
        schema.lists().values().stream()
            .filter(ContactList::isPublic)
            .map(list -> item(list, contact.consents().get(list.id())))
            .sorted((a, b) -> a.list().shownTitle().compareToIgnoreCase(b.list().shownTitle()))
            .toList();
    Set<String> on = new TreeSet<>(contact.consents().keySet());
    on.removeIf(list -> contact.consents().get(list) != ConsentState.CONFIRMED);
    return new PreferenceView(lists, contact.frequency(), !on.isEmpty() && isAnyLeft.test(on));
  }

  private static Item item(ContactList list, ConsentState state) {
    return new Item(list, state == ConsentState.CONFIRMED, state == ConsentState.PENDING);
  }
}
