package relay.domain.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.contacts.ContactList;

/** Orders of tests; one may be open for a contact and a list at a time. */
public final class InMemoryConfirmations implements Confirmations {
  private final TreeMap<Long, Confirmation> orders = new TreeMap<>();
  private final InstantSource clock;

  public InMemoryConfirmations(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Order ask(String tenant, String contact, ContactList list) {
    boolean isOpen =
        of(tenant, contact).stream()
            .anyMatch(each -> each.list().equals(list.id()) && each.dueAt().isPresent());
    if (isOpen) {
      return Order.NOT_NOW;
    }
    long id = orders.size() + 1L;
    Instant now = clock.instant();
    orders.put(
        id,
        new Confirmation(
            Long.toString(id),
            tenant,
            contact,
            list.id(),
            now,
            Optional.of(now),
            Optional.empty(),
            "",
            ""));
    return Order.ASKED;
  }

  @Override
  public Optional<Confirmation> take(Instant now, Duration hold) {
    Optional<Confirmation> due =
        orders.values().stream()
            .filter(each -> each.dueAt().filter(at -> !at.isAfter(now)).isPresent())
            .findFirst();
    due.ifPresent(each -> keep(each.later(each.problem(), now.plus(hold))));
    return due;
  }

  @Override
  public void keep(Confirmation confirmation) {
    orders.put(Long.parseLong(confirmation.id()), confirmation);
  }

  @Override
  public List<Confirmation> of(String tenant, String contact) {
    List<Confirmation> found = new ArrayList<>(orders.values());
    found.removeIf(each -> !each.tenant().equals(tenant) || !each.contact().equals(contact));
    found.sort(Comparator.comparing((Confirmation each) -> Long.parseLong(each.id())).reversed());
    return found;
  }
}
